import { execFileSync } from 'node:child_process';
import { runMocha } from './run-mocha.ts';

// `npm run test:pulumi`: the program on Pulumi's real engine. It needs the Pulumi CLI on PATH and, in its plugins, an AWS provider that
// takes everything and calls nobody; test/pulumi says what is expected.

const WITHOUT_CLI =
  'SKIPPED: npm run test:pulumi needs the Pulumi CLI on PATH and a stand-in for its AWS provider; nothing of it was run.\n';

function hasCli(): boolean {
  try {
    execFileSync('pulumi', ['version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

if (hasCli()) {
  process.exitCode = await runMocha({ files: ['test/pulumi/*.ptest.ts'], timeoutMs: 400_000 });
} else process.stderr.write(WITHOUT_CLI);
