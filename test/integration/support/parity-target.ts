import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StartedCloud } from '../../../emulators/cloud/started-cloud.ts';
import { FaultMenu } from '../../../emulators/sagemaker/faults/fault-menu.ts';
import { startEmbeddedCloud } from '../../../localstack/clouds/embedded/embedded-cloud.ts';
import type { WorkflowOutputs } from '../../../localstack/deploy/outputs/required-outputs.ts';
import { SHARED_FAULTS, SHARED_REGION, sharedLocalStack } from '../../support/localstack/shared-localstack.ts';
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
  /** What is to go wrong in its SageMaker. */
  readonly faults: FaultMenu;
}

const STACK = 'parity';

export interface ParityTargets {
  readonly embedded: ParityTarget;
  readonly localStack: ParityTarget;
  close(): Promise<void>;
}

export async function startParityTargets(): Promise<ParityTargets> {
  const folder = mkdtempSync(join(tmpdir(), 'parity-'));
  const faults = new FaultMenu();
  const options = { dataFolder: join(folder, 'embedded'), region: SHARED_REGION, port: 0 };
  const cloud = await startEmbeddedCloud({ ...options, quotasAndFaults: { faults } });
  const close = async () => {
    await cloud.close();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const embedded = await prepare('embedded', cloud, faults, folder);
    return {
      embedded,
      localStack: await prepare('localstack', await sharedLocalStack(), SHARED_FAULTS, folder),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function prepare(name: string, cloud: StartedCloud, faults: FaultMenu, folder: string): Promise<ParityTarget> {
  const outputs = await deployStack(cloud, STACK, join(folder, name));
  const account = await prepareAccount(cloud.clients, 'parity-account');
  const workflow = new StateMachine(cloud.clients.sfn, outputs.stateMachineArn);
  return { name, cloud, outputs, workflow, account, faults };
}
