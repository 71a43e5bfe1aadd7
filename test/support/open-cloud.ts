import { startEmbeddedCloud } from '../../localstack/embedded/embedded-cloud.ts';
import type { StartedCloud } from '../../localstack/local-cloud.ts';
import { Refusals } from './refusals.ts';
import { SHARED_REFUSALS, sharedLocalStack } from './shared-localstack.ts';

/** A local cloud, and a name for a stack that nobody else on it has. */
export interface OpenCloud {
  readonly cloud: StartedCloud;
  readonly stack: string;
  /** Of calls to the cloud's emulated services. */
  readonly refusals: Refusals;
  close(): Promise<void>;
}

/** An embedded cloud of the caller's own, or the test run's one LocalStack with a stack of the caller's own. */
export async function openCloud(
  target: 'embedded' | 'localstack',
  dataFolder: string,
  region: string,
): Promise<OpenCloud> {
  if (target === 'localstack') return openOnLocalStack(region);
  const refusals = new Refusals();
  const cloud = await startEmbeddedCloud({ dataFolder, region, port: 0, inFrontOf: refusals.inFrontOf });
  return { cloud, stack: 'dev', refusals, close: () => cloud.close() };
}

let stacks = 0;

async function openOnLocalStack(region: string): Promise<OpenCloud> {
  const cloud = await sharedLocalStack();
  if (cloud.region !== region) throw new Error(`the shared LocalStack is in ${cloud.region}, not in ${region}`);
  stacks += 1;
  // All physical names follow from the stack's, so that the callers have resources of their own.
  return { cloud, stack: `test-${stacks}`, refusals: SHARED_REFUSALS, close: async () => undefined };
}
