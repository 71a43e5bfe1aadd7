import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from 'chai';
import { runCli, SMALL_STACK } from '../support/cli/cli-process.ts';
import { useTemporaryFolder } from '../support/temporary-folder.ts';

describe('npm start -- --report', () => {
  const folder = useTemporaryFolder();
  const file = () => join(folder(), 'run.html');
  const run = (...more: readonly string[]) =>
    runCli('run', '--data', join(folder(), 'data'), '--config', SMALL_STACK, '--report', file(), ...more);

  it('writes a green run, with its curve and its pictures, into one file', async () => {
    const { exitCode, stdout, stderr } = await run();
    expect(exitCode, stdout + stderr).to.equal(0);
    expect(stdout).to.match(/^report .*run\.html$/m);
    const html = readFileSync(file(), 'utf8');
    expect(html).to.contain('aria-label="Graph of the states"').and.contain('Best validation accuracy');
    // Five classes of digits, eight pictures of each.
    expect(html.match(/<img src="data:image\/jpeg;base64,/g)).to.have.length(40);
    expect(html).to.not.match(/<script|<link|src="(?!data:)/);
  });

  it('writes a red run with its cause and what to do', async () => {
    const { exitCode, stdout, stderr } = await run('--fault', 'upload-denied');
    expect(exitCode, stdout + stderr).to.equal(1);
    const html = readFileSync(file(), 'utf8');
    // training-failures.json, and docs/faults.md.
    expect(html).to.contain('Artifact upload failed:Error 7: AccessDenied (403): Access Denied');
    expect(html).to.contain('Mend the policy in the program, deploy, then redrive.');
  });

  it('is refused before anything is started where its folder is not there', async () => {
    const missing = join(folder(), 'missing', 'run.html');
    const { exitCode, stderr } = await runCli('run', '--data', join(folder(), 'data'), '--report', missing);
    expect(exitCode).to.equal(1);
    expect(stderr).to.contain(`--report ${missing}: the folder ${dirname(missing)} cannot be written to (ENOENT)`);
  });
});
