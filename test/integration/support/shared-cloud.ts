import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type LocalStackCloud, startLocalStackCloud } from '../../../localstack/container/localstack-cloud.ts';

export const REGION = 'us-east-1';
const START_DEADLINE_MS = 300_000;

let started: LocalStackCloud | undefined;

/** The one LocalStack of all files of a run; call the result inside tests and hooks. */
export function useSharedCloud(): () => LocalStackCloud {
  before(async function start() {
    this.timeout(START_DEADLINE_MS);
    started ??= await startLocalStackCloud({ dataFolder: sharedFolder(), region: REGION, port: 0 });
  });
  return () => {
    if (started === undefined) throw new Error('the cloud is there only inside tests and hooks');
    return started;
  };
}

let dataFolder: string | undefined;

/** A folder that lasts as long as the shared cloud. */
export function sharedFolder(): string {
  dataFolder ??= mkdtempSync(join(tmpdir(), 'integration-'));
  return dataFolder;
}

// Outside of any `describe`: runs once, after the last test of the last file.
after(async function stop() {
  this.timeout(60_000);
  await started?.close();
  if (dataFolder !== undefined) rmSync(dataFolder, { recursive: true, force: true });
});
