import { workflowOutputs } from '../../localstack/deploy/outputs/required-outputs.ts';
import { openAwsStack } from './aws-stack.ts';
import { openCloud } from './open-cloud.ts';
import type { OpenedWorkflow } from './opened-workflow.ts';
import { targetName } from './target-name.ts';
import { TEST_STACK } from './test-stack.ts';

export interface TargetOptions {
  /** Of a local cloud; a temporary one where it is not given. */
  readonly dataFolder?: string;
  /** Own config keys, over those of the test's stack; only for tests that need the ability `deployment`. */
  readonly config?: Readonly<Record<string, unknown>>;
  /** Of the account; of the embedded cloud alone. */
  readonly quotas?: Readonly<Record<string, number>>;
}

const EXECUTION_DEADLINES_MS = { embedded: 45_000, localstack: 150_000 } as const;

/** Deploys the program on the local cloud that TARGET names; on AWS it is the stack that the user has deployed. */
export async function openWorkflow({ config = {}, ...options }: TargetOptions): Promise<OpenedWorkflow> {
  const target = targetName();
  if (target === 'aws') return openAwsStack();
  const { cloud, stack, close } = await openCloud(target, options);
  try {
    const deployed = await cloud.deploy(() => import('../../index.ts'), { ...TEST_STACK, stack, config });
    const outputs = workflowOutputs(deployed.outputs, 'the program');
    const { clients, faults } = cloud;
    return { clients, outputs, executionDeadlineMs: EXECUTION_DEADLINES_MS[target], faults, close };
  } catch (error) {
    await close();
    throw error;
  }
}
