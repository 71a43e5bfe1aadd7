import type { LocalCloud, LocalStackCloud } from '../../../localstack/index.ts';
import { sharedLocalStack } from '../../support/localstack/shared-localstack.ts';

const START_TIMEOUT_MS = 400_000;

/** The run's one LocalStack; call the result inside tests and hooks. */
export function useSharedCloud(): () => LocalCloud<LocalStackCloud> {
  let cloud: LocalCloud<LocalStackCloud> | undefined;
  before(async function start() {
    this.timeout(START_TIMEOUT_MS);
    cloud = await sharedLocalStack();
  });
  return () => {
    if (cloud === undefined) throw new Error('the cloud is there only inside tests and hooks');
    return cloud;
  };
}
