import { type LocalCloud, startCloud } from '../../localstack/index.ts';
import { algorithmInProcess } from '../conformance/algorithm/algorithm-in-process.ts';
import { sharedLocalStack } from './localstack/shared-localstack.ts';

/** A local cloud, and a name for a stack that nobody else on it has. */
export interface OpenCloud {
  readonly cloud: LocalCloud;
  readonly stack: string;
  close(): Promise<void>;
}

/**
 * An embedded cloud of the caller's own, or the test run's one LocalStack with a stack of the caller's own. The embedded one
 * trains in this process: a process of its own takes 0.6 s, and what is about it is in test/cli and test/embedded.
 */
export async function openCloud(
  target: 'embedded' | 'localstack',
  options: { readonly dataFolder?: string; readonly quotas?: Readonly<Record<string, number>> } = {},
): Promise<OpenCloud> {
  if (target === 'embedded') {
    const cloud = await startCloud({ kind: 'embedded', startAlgorithm: algorithmInProcess, ...options });
    return { cloud, stack: 'dev', close: () => cloud.close() };
  }
  if (options.quotas !== undefined)
    throw new Error('the shared LocalStack has no quotas: they would be those of other tests, too');
  stacks += 1;
  // All physical names follow from the stack's, so that the callers have resources of their own.
  return { cloud: await sharedLocalStack(), stack: `test-${stacks}`, close: async () => undefined };
}

let stacks = 0;
