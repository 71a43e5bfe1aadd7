import { type LocalCloud, type LocalStackCloud, startCloud } from '../../../localstack/index.ts';

let shared: Promise<LocalCloud<LocalStackCloud>> | undefined;

/** The one LocalStack of a test run, started by whoever asks first. Test files must run one after another, in one process. */
export function sharedLocalStack(): Promise<LocalCloud<LocalStackCloud>> {
  shared ??= startCloud({ kind: 'localstack' });
  return shared;
}

/** Ends it, if it was started. */
export async function closeSharedLocalStack(): Promise<void> {
  const started = await shared?.catch(() => undefined);
  shared = undefined;
  await started?.close();
}
