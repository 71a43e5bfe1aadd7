import type { WorkflowOutputs } from '../../../localstack/deploy/outputs/required-outputs.ts';
import { workflowOutputs } from '../../../localstack/deploy/outputs/required-outputs.ts';
import { type LocalCloud, startCloud } from '../../../localstack/index.ts';
import { sharedLocalStack } from '../../support/localstack/shared-localstack.ts';
import { TEST_STACK } from '../../support/test-stack.ts';
import { StateMachine } from './state-machines.ts';
import { prepareAccount, type TrainingAccount } from './training-account.ts';

/** One of the two local targets, with the program deployed under the same stack name and the same account beside it. */
export interface ParityTarget {
  readonly name: string;
  readonly cloud: LocalCloud;
  readonly outputs: WorkflowOutputs;
  readonly workflow: StateMachine;
  readonly account: TrainingAccount;
}

const STACK = 'parity';

export interface ParityTargets {
  readonly embedded: ParityTarget;
  readonly localStack: ParityTarget;
  close(): Promise<void>;
}

export async function startParityTargets(): Promise<ParityTargets> {
  const cloud = await startCloud({ kind: 'embedded' });
  try {
    const embedded = await prepare('embedded', cloud);
    const localStack = await prepare('localstack', await sharedLocalStack());
    return { embedded, localStack, close: () => cloud.close() };
  } catch (error) {
    await cloud.close();
    throw error;
  }
}

async function prepare(name: string, cloud: LocalCloud): Promise<ParityTarget> {
  const deployed = await cloud.deploy(() => import('../../../index.ts'), { ...TEST_STACK, stack: STACK });
  const outputs = workflowOutputs(deployed.outputs, 'the program');
  const account = await prepareAccount(cloud.clients, 'parity-account');
  return { name, cloud, outputs, workflow: new StateMachine(cloud.clients.sfn, outputs.stateMachineArn), account };
}
