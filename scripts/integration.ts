import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ContainerError } from '../localstack/clouds/docker/container-error.ts';
import { connectDocker } from '../localstack/clouds/docker/docker-engine.ts';
import { ensureImage, localStackImage } from '../localstack/clouds/localstack/localstack-image.ts';

// `npm run test:integration`: the workflow's tests on LocalStack, and those of LocalStack itself. Without Docker it fails at once.

const PROJECT_FOLDER = join(import.meta.dirname, '..');
const FILES = ['test/workflow/**/*.test.ts', 'test/integration/**/*.itest.ts'];
/** Several tests start a LocalStack of their own. */
const TEST_TIMEOUT_MS = 120_000;

async function main(): Promise<number> {
  const image = await localStackImage(process.env['LOCALSTACK_IMAGE']);
  const onProgress = (text: string) => process.stdout.write(`${text}\n`);
  await ensureImage(await connectDocker(), image, onProgress, new AbortController().signal);
  return runMocha(process.argv.slice(2));
}

/** One process and one file after another: they share one LocalStack. */
function runMocha(files: readonly string[]): Promise<number> {
  const mocha = createRequire(import.meta.url).resolve('mocha/bin/mocha.js');
  const options = ['--no-parallel', '--timeout', String(TEST_TIMEOUT_MS)];
  const hooks = ['--require', './test/support/localstack/shared-localstack-hooks.ts'];
  const args = [mocha, ...options, ...hooks, ...(files.length === 0 ? FILES : files)];
  const env = { ...process.env, TARGET: 'localstack' };
  const child = spawn(process.execPath, args, { cwd: PROJECT_FOLDER, env, stdio: 'inherit' });
  return new Promise((resolve) => child.once('close', (code) => resolve(code ?? 1)));
}

process.exitCode = await main().catch((error: unknown) => {
  const expected = error instanceof ContainerError;
  const text = error instanceof Error ? (expected ? error.message : (error.stack ?? error.message)) : String(error);
  process.stderr.write(`${text}\n`);
  return 1;
});
