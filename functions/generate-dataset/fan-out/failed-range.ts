import { DatasetError } from '../errors.ts';
import type { RunFolder } from './run-folder.ts';

const FAILURE = 'failure.json';
const TOLD = 'told.json';

interface Failure {
  readonly name: string;
  readonly message: string;
}

/** Does the work of a range; where it fails, its words are put aside, since a map run fails without those of its children. */
export async function keepingWords<T>(run: RunFolder, range: number, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    const failure: Failure = { name, message: `range ${range}: ${message}` };
    // The first failure is the one to report: those of ranges that were ended for it say less.
    await run.putOnce(FAILURE, failure).catch(() => undefined);
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
    await run.delete([FAILURE]);
    return { goOn: true };
  }
  const failure = await run.readIfThere<Failure>(FAILURE);
  if (failure !== undefined) throw new DatasetError(failure.name, failure.message);
  throw new DatasetError(
    'RangeFailedError',
    'a function ended without an answer for its range: see its log, which says whether it was out of time or of memory',
  );
}
