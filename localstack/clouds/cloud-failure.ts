import { setTimeout as delay } from 'node:timers/promises';
import type { StartedCloud } from '../../emulators/cloud/started-cloud.ts';
import { InterruptedError } from '../cli/interruption.ts';

/** Docker reports a container's end within this time. */
const CLOUD_END_IS_TOLD_MS = 2000;

/** The work's outcome, or the cloud's failure where that comes first: a dead endpoint alone would say that it refuses connections, and not why. */
export async function unlessCloudFails<T>({ failed }: Pick<StartedCloud, 'failed'>, work: Promise<T>): Promise<T> {
  if (failed === undefined) return work;
  const failure = rejectionOn(failed);
  return Promise.race([failure, work]).catch(async (error: unknown) => {
    // A call in flight may meet the end before it is reported.
    if (!isInterruption(error)) await Promise.race([failure, delay(CLOUD_END_IS_TOLD_MS)]);
    throw error;
  });
}

function rejectionOn(failed: AbortSignal): Promise<never> {
  const failure = new Promise<never>((_, reject) => {
    if (failed.aborted) reject(failed.reason);
    failed.addEventListener('abort', () => reject(failed.reason), { once: true });
  });
  // Nobody may be waiting any more.
  failure.catch(() => undefined);
  return failure;
}

function isInterruption(error: unknown): boolean {
  return error instanceof Error && (error instanceof InterruptedError || error.name === 'AbortError');
}
