import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import type { planTree } from '../../preview/record-tree.ts';
import { runPreview } from '../../preview/run-preview.ts';
import { CapturedOutput } from '../support/cli/captured-output.ts';
import { planHere, snapshotHere } from '../support/program/snapshot-here.ts';
import { ProgramRepository } from './program-repository.ts';

interface Ended {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Both programs in this process, one after the other. */
function programsHere() {
  let last: Promise<unknown> = Promise.resolve();
  const afterLast = <T>(run: () => Promise<T>): Promise<T> => {
    const next = last.then(run);
    last = next;
    return next;
  };
  return {
    recordTree: (folder: string, stack: string) => afterLast(() => snapshotHere(folder, stack)),
    planTree: (...[folder, stack, state]: Parameters<typeof planTree>) =>
      afterLast(() => planHere(folder, stack, state)),
  };
}

// As a process of its own, which the command is, it is tried in test/processes/preview.ptest.ts.
describe('npm run preview, in this process', () => {
  let repository: ProgramRepository;

  before(() => {
    repository = new ProgramRepository();
  });
  afterEach(() => repository.reset());
  after(() => repository[Symbol.dispose]());

  const run = async (...args: readonly string[]): Promise<Ended> => {
    using output = new CapturedOutput();
    const exitCode = await runPreview(args, repository.folder, programsHere());
    return { exitCode, stdout: output.stdout, stderr: output.stderr };
  };

  it('compares with where the branch left the base, in all three forms, what is not committed included', async () => {
    const start = repository.git('rev-parse', 'HEAD');
    repository.git('checkout', '--quiet', '-b', 'work');
    repository.edit('Pulumi.dev.yaml', 'logRetentionDays: 14', 'logRetentionDays: 7');
    repository.commit('on the branch');
    repository.git('checkout', '--quiet', 'main');
    repository.edit('Pulumi.dev.yaml', 'epochs: 20', 'epochs: 40');
    repository.commit('on main, later');
    repository.git('checkout', '--quiet', 'work');
    repository.edit('Pulumi.yaml', 'default: 256', 'default: 512');
    const [markdown, json] = [join(repository.folder, 'preview.md'), join(repository.folder, 'preview.json')];
    const { exitCode, stdout, stderr } = await run('--base', 'main', '--markdown', markdown, '--json', json);
    repository.git('branch', '--force', 'main', start);
    expect(stderr).to.equal('');
    expect(exitCode).to.equal(0);
    expect(stdout.split('\n').slice(0, 7)).to.deep.equal([
      `Stack dev: main (${start.slice(0, 10)}) -> working tree`,
      '3 updated, 24 unchanged',
      'At most 1.48 USD a run (1 x ml.g4dn.xlarge at 0.736 USD an hour as of 2026-11, 7200 s at the longest)',
      '',
      'Configuration',
      '~ functionMemoryMb: 256 -> 512',
      '~ logRetentionDays: 14 -> 7',
    ]);
    expect(readFileSync(markdown, 'utf8')).to.match(
      /^<!-- retraining-workflow-preview: dev -->\n### Preview of stack `dev`: 3 updated/,
    );
    expect(JSON.parse(readFileSync(json, 'utf8'))).to.deep.include({
      base: { revision: 'main', commit: start },
      config: [
        { path: 'functionMemoryMb', before: 256, after: 512 },
        { path: 'logRetentionDays', before: 14, after: 7 },
      ],
    });
  });

  it('refuses an unknown stack, naming those that there are', async () => {
    expect(await run('--stack', 'prd', '--base', 'HEAD')).to.deep.equal({
      exitCode: 1,
      stdout: '',
      stderr: 'stack "prd": there is no Pulumi.prd.yaml; stacks are dev\n',
    });
  });

  it('shows a stack that is new as all added', async () => {
    repository.write('Pulumi.other.yaml', readFileSync(join(repository.folder, 'Pulumi.dev.yaml'), 'utf8'));
    const { exitCode, stdout } = await run('--stack', 'other', '--base', 'HEAD');
    expect(exitCode).to.equal(0);
    expect(stdout.split('\n')[1]).to.equal('27 created, 0 unchanged');
  });

  it('refuses a revision that does not exist, saying what to do', async () => {
    expect(await run('--base', 'origin/main')).to.deep.equal({
      exitCode: 1,
      stdout: '',
      stderr:
        '--base origin/main: this repository has no such revision; fetch it with `git fetch origin main`, or name another with --base\n',
    });
    expect((await run('--base', '--output=x')).exitCode).to.equal(2);
    expect(existsSync(join(repository.folder, 'x'))).to.equal(false);
  });
});
