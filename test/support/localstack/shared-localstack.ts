import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FaultMenu } from '../../../emulators/sagemaker/faults/fault-menu.ts';
import { type LocalStackCloud, startLocalStackCloud } from '../../../localstack/clouds/localstack/localstack-cloud.ts';

export const SHARED_REGION = 'us-east-1';
/** What is to go wrong in the SageMaker emulator beside the shared LocalStack. */
export const SHARED_FAULTS = new FaultMenu();

interface Shared {
  readonly cloud: LocalStackCloud;
  readonly folder: string;
}

let shared: Promise<Shared> | undefined;

/** The one LocalStack of a test run, started by whoever asks first. Test files must run one after another, in one process. */
export async function sharedLocalStack(): Promise<LocalStackCloud> {
  shared ??= start();
  return (await shared).cloud;
}

async function start(): Promise<Shared> {
  const folder = await mkdtemp(join(tmpdir(), 'shared-localstack-'));
  const options = { region: SHARED_REGION, port: 0, quotasAndFaults: { faults: SHARED_FAULTS } };
  try {
    return { folder, cloud: await startLocalStackCloud({ ...options, dataFolder: folder }) };
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

/** Ends it, if it was started. */
export async function closeSharedLocalStack(): Promise<void> {
  const started = await shared?.catch(() => undefined);
  shared = undefined;
  await started?.cloud.close();
  if (started !== undefined) rmSync(started.folder, { recursive: true, force: true });
}
