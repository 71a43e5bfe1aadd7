import { startEmbeddedCloud } from '../../localstack/embedded/embedded-cloud.ts';
import type { StartedCloud } from '../../localstack/local-cloud.ts';
import { sharedLocalStack } from './shared-localstack.ts';

/** A cloud, and a name for a stack that nobody else on it has. */
export interface OpenCloud {
  readonly cloud: StartedCloud;
  readonly stack: string;
  close(): Promise<void>;
}

export type TargetName = 'embedded' | 'localstack';

/** What TARGET names; embedded where it is not set. */
export function targetName(): TargetName {
  const target = process.env['TARGET'] ?? 'embedded';
  if (target === 'embedded' || target === 'localstack') return target;
  throw new Error(`TARGET=${target}: must be embedded or localstack`);
}

/** An embedded cloud of the caller's own, or the test run's one LocalStack with a stack of the caller's own. */
export async function openCloud(dataFolder: string, region: string, target = targetName()): Promise<OpenCloud> {
  if (target === 'localstack') return openOnLocalStack(region);
  const cloud = await startEmbeddedCloud({ dataFolder, region, port: 0 });
  return { cloud, stack: 'dev', close: () => cloud.close() };
}

let stacks = 0;

async function openOnLocalStack(region: string): Promise<OpenCloud> {
  const cloud = await sharedLocalStack();
  if (cloud.region !== region) throw new Error(`the shared LocalStack is in ${cloud.region}, not in ${region}`);
  stacks += 1;
  // All physical names follow from the stack's, so that the callers have resources of their own.
  return { cloud, stack: `test-${stacks}`, close: async () => undefined };
}
