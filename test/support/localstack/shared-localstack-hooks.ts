import { closeSharedLocalStack } from './shared-localstack.ts';

const CLOSE_DEADLINE_MS = 150_000;

/** Root hooks, for `mocha --require`. */
export const mochaHooks = {
  async afterAll(this: Mocha.Context): Promise<void> {
    this.timeout(CLOSE_DEADLINE_MS);
    await closeSharedLocalStack();
  },
};
