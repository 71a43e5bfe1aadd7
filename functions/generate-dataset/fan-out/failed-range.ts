import { randomUUID } from 'node:crypto';
import { DatasetError } from '../errors.ts';
import type { RunFolder } from './run-folder.ts';

const FAILURES = 'failure-';
const TOLD = 'told.json';

interface Failure {
  readonly name: string;
  readonly message: string;
  readonly atMs: number;
  readonly begunAtMs: number;
  /** Name of the object that is there when the range's work was done after all, by another call. */
  readonly doneBy: string;
}

/**
 * Does the work of a range; where it fails, its words are put aside, since a map run fails without those of its children. Each
 * call has a place of its own for them: one that was given up, and tried again, may fail long after the other has done its work.
 */
export async function keepingWords<T>(
  run: RunFolder,
  { range, doneBy }: { readonly range: number; readonly doneBy: string },
  work: () => Promise<T>,
): Promise<T> {
  const begunAtMs = Date.now();
  try {
    return await work();
  } catch (error) {
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    const failure: Failure = { name, message: `range ${range}: ${message}`, begunAtMs, atMs: Date.now(), doneBy };
    await run.put(`${FAILURES}${range}-${randomUUID()}.json`, failure).catch(() => undefined);
    throw error;
  }
}

export interface GoOn {
  readonly goOn: true;
}

/**
 * Fails with the words of a range that has failed. Where the execution was redriven since, the ranges are tried again instead.
 * `redrives`: how often the execution was.
 * @throws {DatasetError}
 */
export async function tellFailure(run: RunFolder, redrives: number): Promise<GoOn> {
  const told = (await run.readIfThere<number>(TOLD)) ?? 0;
  await run.put(TOLD, redrives);
  if (redrives > told) {
    await run.removeAll(FAILURES);
    return { goOn: true };
  }
  const failure = await firstFailure(run);
  if (failure !== undefined) throw new DatasetError(failure.name, failure.message);
  throw new DatasetError(
    'RangeFailedError',
    'a function ended without an answer for its range: see its log, which says whether it was out of time or of memory',
  );
}

/** The first one is the one to report: those of ranges that were ended for it say less. */
async function firstFailure(run: RunFolder): Promise<Failure | undefined> {
  const failures: Failure[] = [];
  for (const name of await run.names(FAILURES)) {
    const failure = await run.readIfThere<Failure>(name);
    if (failure !== undefined) failures.push(failure);
  }
  for (const failure of failures.sort((one, other) => one.atMs - other.atMs)) {
    if (!(await wasMended(run, failure))) return failure;
  }
  return undefined;
}

/** S3 gives times to the second. What was done before the call had begun is of the tries before a redrive. */
async function wasMended(run: RunFolder, { doneBy, begunAtMs }: Failure): Promise<boolean> {
  const doneAtMs = await run.writtenAtMs(doneBy);
  return doneAtMs !== undefined && doneAtMs >= Math.floor(begunAtMs / 1000) * 1000;
}
