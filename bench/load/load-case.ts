import type { CloudProcess } from '../cloud-process.ts';

/** Work that is a lot at once. */
export interface LoadCase {
  readonly name: string;
  readonly quotas?: Readonly<Record<string, number>>;
  readonly prepare: (cloud: CloudProcess) => Promise<unknown>;
  /** What is measured, and checked: wrong answers make the figures worthless. */
  readonly run: (cloud: CloudProcess) => Promise<void>;
}
