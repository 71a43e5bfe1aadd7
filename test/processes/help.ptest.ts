import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';

const PROJECT_FOLDER = join(import.meta.dirname, '..', '..');
/** As package.json starts them, and how each is typed. */
const COMMANDS: readonly (readonly [readonly string[], string])[] = [
  [['localstack/cli/main.ts', 'run'], 'npm start --'],
  [['localstack/cli/main.ts', 'up'], 'npm run up --'],
  [['localstack/cli/sagemaker-server.ts'], 'npm run sagemaker --'],
  [['preview/cli.ts'], 'npm run preview --'],
  [['policy/cli.ts'], 'npm run policy --'],
  [['clean/cli.ts'], 'npm run clean --'],
  [['bench/bench.ts'], 'npm run bench --'],
  [['scripts/conformance.ts'], 'npm run conformance --'],
  [['scripts/fidelity.ts'], 'npm run fidelity --'],
  [['scripts/integration.ts'], 'npm run test:integration --'],
  [['scripts/release.ts'], 'npm run release --'],
  [['emulators/cloud/server/cli.ts'], 'sagemaker-workflow-emulators'],
];

async function run(args: readonly string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const running = promisify(execFile)(process.execPath, args, { cwd: PROJECT_FOLDER });
  return running.then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    (error: { code: number; stdout: string; stderr: string }) => error,
  );
}

describe('every command line', () => {
  for (const [args, command] of COMMANDS) {
    for (const help of ['--help', '-h']) {
      it(`${command} ${help} shows its options`, async () => {
        const { code, stdout, stderr } = await run([...args, help]);
        expect(stderr).to.equal('');
        expect(stdout)
          .to.match(new RegExp(`^Usage: ${command} \\[options\\]`))
          .and.contain('-h, --help');
        expect(code).to.equal(0);
      });
    }

    it(`${command} --nonsense is wrong use, exit status 2`, async () => {
      const { code, stdout, stderr } = await run([...args, '--nonsense']);
      expect(stdout).to.equal('');
      expect(stderr).to.contain(`there is no option --nonsense\n\nUsage: ${command} [options]`);
      expect(code).to.equal(2);
    });
  }
});
