import type { JsonRecord, Payload } from './json.ts';

/** What a path or expression in a state can see. */
export interface Scope {
  readonly input: Payload;
  /** The context object, which `$$` means. */
  readonly context: JsonRecord;
  /** From 0 to below 1; for States.MathRandom. */
  readonly random: () => number;
}
