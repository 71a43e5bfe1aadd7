import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { readStackConfig, type StackConfig } from '../../localstack/deploy/stack-config.ts';

const PROJECT_FOLDER = join(import.meta.dirname, '..', '..');
/** Small images and few epochs, so that an execution takes about a second here; the same file is for `pulumi up`. */
const CONFIG_FILE = join(PROJECT_FOLDER, 'test', 'workflow', 'Pulumi.test.yaml');

/** The configuration of the stacks that the workflow's tests run on; `overrides` has own keys, without the project's name. */
export async function testStackConfig(
  stack: string,
  overrides: Readonly<Record<string, unknown>> = {},
): Promise<StackConfig> {
  const { project, values } = await readStackConfig(PROJECT_FOLDER, 'dev');
  const own = Object.entries(overrides).map(([key, value]) => [`${project}:${key}`, value]);
  const all = Object.entries({ ...testValues(), ...Object.fromEntries(own) });
  const texts = all.map(([key, value]) => [key, typeof value === 'object' ? JSON.stringify(value) : String(value)]);
  return { project, stack, values: { ...values, ...Object.fromEntries(texts) } };
}

/** Values that the test's stacks have for the key `hyperparameters`. */
export function testHyperparameters(): Readonly<Record<string, unknown>> {
  const value = Object.entries(testValues()).find(([key]) => key.endsWith(':hyperparameters'))?.[1];
  if (typeof value !== 'object' || value === null) throw new Error(`${CONFIG_FILE} does not set hyperparameters`);
  return { ...value };
}

function testValues(): Readonly<Record<string, unknown>> {
  const { config }: { readonly config: Readonly<Record<string, unknown>> } = parse(readFileSync(CONFIG_FILE, 'utf8'));
  return config;
}
