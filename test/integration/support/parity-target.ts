import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { WorkflowOutputs } from '../../../localstack/deploy/deploy-local.ts';
import { startEmbeddedCloud } from '../../../localstack/embedded/embedded-cloud.ts';
import type { StartedCloud } from '../../../localstack/local-cloud.ts';
import { Refusals } from '../../support/refusals.ts';
import { SHARED_REFUSALS, SHARED_REGION, sharedLocalStack } from '../../support/shared-localstack.ts';
import { deployStack } from './deployed-workflow.ts';
import { StateMachine } from './state-machines.ts';
import { prepareAccount, type TrainingAccount } from './training-account.ts';

/** One of the two local targets, with the program deployed under the same stack name and the same account beside it. */
export interface ParityTarget {
  readonly name: string;
  readonly cloud: StartedCloud;
  readonly outputs: WorkflowOutputs;
  readonly workflow: StateMachine;
  readonly account: TrainingAccount;
  /** Of calls to the SageMaker emulator. */
  readonly refusals: Refusals;
}

const STACK = 'parity';

export interface ParityTargets {
  readonly embedded: ParityTarget;
  readonly localStack: ParityTarget;
  close(): Promise<void>;
}

export async function startParityTargets(): Promise<ParityTargets> {
  const folder = mkdtempSync(join(tmpdir(), 'parity-'));
  const refusals = new Refusals();
  const options = { dataFolder: join(folder, 'embedded'), region: SHARED_REGION, port: 0 };
  const cloud = await startEmbeddedCloud({ ...options, inFrontOf: refusals.inFrontOf });
  const close = async () => {
    await cloud.close();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const embedded = await prepare('embedded', cloud, refusals, folder);
    return {
      embedded,
      localStack: await prepare('localstack', await sharedLocalStack(), SHARED_REFUSALS, folder),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function prepare(name: string, cloud: StartedCloud, refusals: Refusals, folder: string): Promise<ParityTarget> {
  const outputs = await deployStack(cloud, STACK, join(folder, name));
  const account = await prepareAccount(cloud.clients, 'parity-account');
  const workflow = new StateMachine(cloud.clients.sfn, outputs.stateMachineArn);
  return { name, cloud, outputs, workflow, account, refusals };
}
