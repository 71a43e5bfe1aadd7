import { deployLocally } from '../../localstack/deploy/deploy-local.ts';
import { openAwsStack } from './aws-stack.ts';
import { openCloud } from './open-cloud.ts';
import type { OpenedWorkflow } from './opened-workflow.ts';
import { targetName } from './target-name.ts';
import { testStackConfig } from './test-stack.ts';

export interface TargetOptions {
  /** Of a local cloud. */
  readonly dataFolder: string;
  /** Own config keys, over those of the test's stack; only for tests that need the ability `deployment`. */
  readonly config?: Readonly<Record<string, unknown>>;
  /** Of the account; of the embedded cloud alone. */
  readonly quotas?: Readonly<Record<string, number>>;
}

const LOCAL_EXECUTION_DEADLINE_MS = 45_000;
const DEFAULT_REGION = 'us-east-1';

/** Deploys the program on the local cloud that TARGET names; on AWS it is the stack that the user has deployed. */
export async function openWorkflow({ dataFolder, config, quotas }: TargetOptions): Promise<OpenedWorkflow> {
  const target = targetName();
  if (target === 'aws') return openAwsStack();
  const { values } = await testStackConfig('any');
  const region = values['aws:region'] ?? DEFAULT_REGION;
  const { cloud, stack, faults, close } = await openCloud(target, dataFolder, region, quotas);
  try {
    const { clients, accountId } = cloud;
    // A query makes Node load the program again, as Pulumi's engine does for every update.
    programLoads += 1;
    const loadProgram = () => import(`../../index.ts?load=${programLoads}`);
    const stackConfig = await testStackConfig(stack, config);
    const deployment = { clients, accountId, region, config: stackConfig, loadProgram, dataFolder };
    const outputs = await deployLocally(deployment);
    return { clients, outputs, executionDeadlineMs: LOCAL_EXECUTION_DEADLINE_MS, faults, close };
  } catch (error) {
    await close();
    throw error;
  }
}

let programLoads = 0;
