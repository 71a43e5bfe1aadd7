import type { DatasetSettings } from '../event.ts';
import type { S3Sender } from '../listing/fetch-page.ts';
import { uriOf } from '../storage/stored-place.ts';
import type { PlannedRange } from './key-ranges.ts';
import { FanOutStateError, RunFolder } from './run-folder.ts';

const PLAN = 'plan.json';

export interface Plan {
  /** When the listing began, by the server's clock, where that is known. */
  readonly startedAt?: string | undefined;
  readonly ranges: readonly PlannedRange[];
}

/** The function's answer where the listing goes on in several functions: keys of S3 may be long, and a state's data is small. */
export interface StartedFanOut {
  readonly fanOut: { readonly folder: string; readonly ranges: readonly number[] };
}

export async function writePlan(
  s3: S3Sender,
  { bucket, prefix }: DatasetSettings,
  executionName: string,
  plan: Plan,
): Promise<StartedFanOut> {
  const run = RunFolder.create(s3, bucket, prefix, executionName);
  await run.put(PLAN, plan);
  return { fanOut: { folder: run.folder, ranges: plan.ranges.map((_, index) => index) } };
}

export async function rangesOf(run: RunFolder): Promise<readonly PlannedRange[]> {
  return (await run.read<Plan>(PLAN)).ranges;
}

export async function rangeOf(run: RunFolder, index: number): Promise<PlannedRange & Pick<Plan, 'startedAt'>> {
  const { startedAt, ranges } = await run.read<Plan>(PLAN);
  const range = ranges[index];
  if (range === undefined) throw new FanOutStateError(uriOf(run.place(PLAN)), `has no range ${index}`);
  return { ...range, startedAt };
}
