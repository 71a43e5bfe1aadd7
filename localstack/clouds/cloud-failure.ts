import { setTimeout as delay } from 'node:timers/promises';
import type { StartedCloud } from '../../emulators/cloud/started-cloud.ts';
import { UserError } from '../../emulators/core/user-error.ts';
import { InterruptedError } from '../cli/interruption.ts';
import { getJson } from './localstack/local-get.ts';

/** Docker reports a container's end within this time. */
const CLOUD_END_IS_TOLD_MS = 2000;
/** Docker's own end takes as long as the containers that it stops before. */
const DOCKER_END_IS_TOLD_MS = 30_000;

/** The work's outcome, or the cloud's failure where that comes first: a dead endpoint alone would say that it refuses connections, and not why. */
export async function unlessCloudFails<T>(
  { failed, endpointUrl }: Pick<StartedCloud, 'failed' | 'endpointUrl'>,
  work: Promise<T>,
): Promise<T> {
  if (failed === undefined) return work;
  const failure = rejectionOn(failed);
  return Promise.race([failure, work]).catch(async (error: unknown) => {
    if (isInterruption(error)) throw error;
    if (await answers(endpointUrl)) {
      // A call in flight may meet the end before it is reported.
      await Promise.race([failure, delay(CLOUD_END_IS_TOLD_MS)]);
      throw error;
    }
    await Promise.race([failure, delay(DOCKER_END_IS_TOLD_MS)]);
    throw new UserError('CloudError', `the local AWS at ${endpointUrl} does not answer any more`, { cause: error });
  });
}

async function answers(endpointUrl: string): Promise<boolean> {
  return (await getJson(`${endpointUrl}/_localstack/health`)) !== undefined;
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
