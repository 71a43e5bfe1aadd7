import { expect } from 'chai';
import { FILES, isTest, within } from './source-files.ts';

/** What starts a cloud or deploys on one beneath the API for tests (`localstack/testing`). */
const BENEATH = new Set([
  'emulators/cloud/emulated-cloud.ts',
  'localstack/clouds/embedded/embedded-cloud.ts',
  'localstack/clouds/localstack/localstack-cloud.ts',
  'localstack/deploy/deploy-local.ts',
  'localstack/deploy/deploy-program.ts',
  'localstack/rehearsal/started-workflow.ts',
]);

/** Tests of these parts themselves: the folders that mirror them, and files that look at what only they do. */
const THEIR_OWN_FOLDERS = within('test/unit/emulators/cloud', 'test/unit/localstack');
const THEIR_OWN_FILES = [
  'test/embedded/existing-resources.test.ts',
  'test/integration/failures.itest.ts',
  'test/integration/support/cloud-program.ts',
  // Trains in the tests' process, which is for nobody else.
  'test/support/enforced-workflow.ts',
];

/** Loaded by `import()` alone: most runs serve no page and write no report. */
const OF_THE_CONSOLE = within('localstack/cli/console');

describe('the command line', () => {
  it('loads nothing of the console until it serves it or writes a report', () => {
    const statically = /^(?:import|export) (?!type\b)[^;]*?from '[^']*\/console\/[^']*'/m;
    const outside = FILES.filter(({ path }) => within('localstack')(path) && !OF_THE_CONSOLE(path));
    const users = outside.filter(({ imports }) => imports.some(OF_THE_CONSOLE)).map(({ path }) => path);
    expect(users).to.deep.equal(['localstack/cli/commands.ts']);
    expect(outside.filter(({ text }) => statically.test(text)).map(({ path }) => path)).to.deep.equal([]);
  });
});

describe('tests', () => {
  it('start clouds by the API for tests, as its users do', () => {
    const users = FILES.filter(({ path, imports }) => isTest(path) && imports.some((file) => BENEATH.has(file)));
    const others = users.map(({ path }) => path).filter((path) => !THEIR_OWN_FOLDERS(path));
    expect(others.sort()).to.deep.equal(THEIR_OWN_FILES);
  });
});
