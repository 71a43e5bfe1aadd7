import type { JsonRecord, Payload } from './json.ts';
import type { Variables } from './variables.ts';

/** What a path or expression in a state can see. */
export interface Scope {
  readonly input: Payload;
  /** The context object, which `$$` means. */
  readonly context: JsonRecord;
  readonly variables: Variables;
  /** From 0 to below 1; for States.MathRandom. */
  readonly random: () => number;
}
