import { expect } from 'chai';
import { FILES, isTest } from './source-files.ts';

/** What starts a cloud or deploys on one beneath the API for tests (`localstack/testing`). */
const BENEATH = new Set([
  'emulators/cloud/emulated-cloud.ts',
  'localstack/clouds/embedded/embedded-cloud.ts',
  'localstack/clouds/localstack/localstack-cloud.ts',
  'localstack/deploy/deploy-local.ts',
  'localstack/deploy/deploy-program.ts',
  'localstack/rehearsal/started-workflow.ts',
]);

/** Tests of these parts themselves. */
const THEIR_OWN_TESTS = [
  'test/embedded/existing-resources.test.ts',
  'test/integration/failures.itest.ts',
  'test/integration/support/cloud-program.ts',
  'test/unit/emulators/cloud/forwarding/forwarded-service.test.ts',
  'test/unit/localstack/deploy/deploy-program.test.ts',
];

describe('tests', () => {
  it('start clouds by the API for tests, as its users do', () => {
    const users = FILES.filter(({ path, imports }) => isTest(path) && imports.some((file) => BENEATH.has(file)));
    expect(users.map(({ path }) => path).sort()).to.deep.equal(THEIR_OWN_TESTS);
  });
});
