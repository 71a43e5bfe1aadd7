import type { CommandTable } from '../emulators/core/command-line/command-table.ts';
import { runCommand } from '../emulators/core/command-line/run-command.ts';
import { runMocha } from './run-mocha.ts';

const FILES = ['test/workflow/**/*.{test,ltest}.ts', 'test/integration/**/*.itest.ts'];
/** Several tests start a LocalStack of their own, which takes minutes on a machine that is busy with other work. */
const TEST_TIMEOUT_MS = 400_000;

const TABLE = {
  command: 'npm run test:integration --',
  summary: [
    "Runs the workflow's tests on LocalStack, and those of LocalStack itself. Without Docker it fails at once.",
  ],
  options: {},
  operands: '[FILE...]',
} as const satisfies CommandTable;

/** The files share one LocalStack. */
const HOOKS = ['--require', './test/support/localstack/shared-localstack-hooks.ts'];

await runCommand(TABLE, async ({ operands }) => {
  // Loaded only now: `--help` needs no Testcontainers.
  const { connectDocker } = await import('../localstack/clouds/docker/docker-engine.ts');
  const { ensureImage, localStackImage } = await import('../localstack/clouds/localstack/localstack-image.ts');
  const image = await localStackImage(process.env['LOCALSTACK_IMAGE']);
  const onProgress = (text: string) => process.stdout.write(`${text}\n`);
  await ensureImage(await connectDocker(), image, onProgress, new AbortController().signal);
  return runMocha({
    files: operands.length === 0 ? FILES : operands,
    timeoutMs: TEST_TIMEOUT_MS,
    options: HOOKS,
    environment: { TARGET: 'localstack' },
  });
});
