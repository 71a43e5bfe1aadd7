import { join } from 'node:path';
import { overridden, readConfigFile, type StackConfig } from '../../localstack/deploy/config/stack-config.ts';

const PROJECT_FOLDER = join(import.meta.dirname, '..', '..');
/** Small images and few epochs, so that an execution takes about a second here; the same file is for `pulumi up`. */
const CONFIG_FILE = join(PROJECT_FOLDER, 'test', 'workflow', 'Pulumi.test.yaml');

/** For `deploy`: the program's project with the configuration of the tests' stack. */
export const TEST_STACK = { projectFolder: PROJECT_FOLDER, configFile: CONFIG_FILE } as const;

/** The configuration of the stacks that the workflow's tests run on; `overrides` has own keys, without the project's name. */
export async function testStackConfig(
  stack: string,
  overrides: Readonly<Record<string, unknown>> = {},
): Promise<StackConfig> {
  return overridden(await readConfigFile(PROJECT_FOLDER, stack, CONFIG_FILE), overrides);
}

/** Values that the test's stacks have for the key `hyperparameters`. */
export async function testHyperparameters(): Promise<Readonly<Record<string, unknown>>> {
  const { project, values } = await testStackConfig('any');
  return JSON.parse(values[`${project}:hyperparameters`] ?? '');
}
