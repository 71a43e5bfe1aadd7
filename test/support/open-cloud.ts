import type { StartedCloud } from '../../emulators/cloud/started-cloud.ts';
import { FaultMenu } from '../../emulators/sagemaker/faults/fault-menu.ts';
import { startEmbeddedCloud } from '../../localstack/clouds/embedded/embedded-cloud.ts';
import { SHARED_FAULTS, sharedLocalStack } from './localstack/shared-localstack.ts';

/** A local cloud, and a name for a stack that nobody else on it has. */
export interface OpenCloud {
  readonly cloud: StartedCloud;
  readonly stack: string;
  /** What is to go wrong in its SageMaker. */
  readonly faults: FaultMenu;
  close(): Promise<void>;
}

/** An embedded cloud of the caller's own, or the test run's one LocalStack with a stack of the caller's own. */
export async function openCloud(
  target: 'embedded' | 'localstack',
  dataFolder: string,
  region: string,
  quotas?: Readonly<Record<string, number>>,
): Promise<OpenCloud> {
  if (target === 'localstack') {
    if (quotas !== undefined)
      throw new Error('the shared LocalStack has no quotas: they would be those of other tests, too');
    return openOnLocalStack(region);
  }
  const faults = new FaultMenu();
  const cloud = await startEmbeddedCloud({
    dataFolder,
    region,
    port: 0,
    quotasAndFaults: { faults, ...(quotas === undefined ? {} : { quotas }) },
  });
  return { cloud, stack: 'dev', faults, close: () => cloud.close() };
}

let stacks = 0;

async function openOnLocalStack(region: string): Promise<OpenCloud> {
  const cloud = await sharedLocalStack();
  if (cloud.region !== region) throw new Error(`the shared LocalStack is in ${cloud.region}, not in ${region}`);
  stacks += 1;
  // All physical names follow from the stack's, so that the callers have resources of their own.
  return { cloud, stack: `test-${stacks}`, faults: SHARED_FAULTS, close: async () => undefined };
}
