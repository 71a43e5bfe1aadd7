import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { CommandTable } from '../emulators/core/command-line/command-table.ts';
import { runCommand } from '../emulators/core/command-line/run-command.ts';
import { connectDocker } from '../localstack/clouds/docker/docker-engine.ts';
import { ensureImage, localStackImage } from '../localstack/clouds/localstack/localstack-image.ts';

const PROJECT_FOLDER = join(import.meta.dirname, '..');
const FILES = ['test/workflow/**/*.test.ts', 'test/integration/**/*.itest.ts'];
/** Several tests start a LocalStack of their own. */
const TEST_TIMEOUT_MS = 120_000;

const TABLE = {
  command: 'npm run test:integration --',
  summary: [
    "Runs the workflow's tests on LocalStack, and those of LocalStack itself. Without Docker it fails at once.",
  ],
  options: {},
  operands: '[FILE...]',
} as const satisfies CommandTable;

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

await runCommand(TABLE, async ({ operands }) => {
  const image = await localStackImage(process.env['LOCALSTACK_IMAGE']);
  const onProgress = (text: string) => process.stdout.write(`${text}\n`);
  await ensureImage(await connectDocker(), image, onProgress, new AbortController().signal);
  return runMocha(operands);
});
