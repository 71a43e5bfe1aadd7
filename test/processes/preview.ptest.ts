import { execFile } from 'node:child_process';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { ProgramRepository } from '../preview/program-repository.ts';

const CLI = join(import.meta.dirname, '..', '..', 'preview', 'cli.ts');

interface Ended {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

describe('npm run preview', () => {
  let repository: ProgramRepository;

  before(() => {
    repository = new ProgramRepository();
  });
  afterEach(() => repository.reset());
  after(() => repository[Symbol.dispose]());

  const run = (...args: string[]): Promise<Ended> =>
    new Promise((resolve) => {
      // A credential that the programs must not get to see.
      const env = { ...process.env, AWS_SECRET_ACCESS_KEY: 'never-shown', NO_COLOR: '1' };
      execFile(process.execPath, [CLI, ...args], { cwd: repository.folder, env }, (error, stdout, stderr) => {
        resolve({ exitCode: error === null ? 0 : Number(error.code), stdout, stderr });
      });
    });

  it('does not let the programs see credentials', async () => {
    repository.edit(
      'index.ts',
      'const workflow',
      "if (process.env['AWS_SECRET_ACCESS_KEY'] !== undefined) throw new Error('seen');\nconst workflow",
    );
    const { exitCode, stdout, stderr } = await run('--base', 'HEAD');
    expect(stderr).to.equal('');
    expect(exitCode).to.equal(0);
    expect(stdout.split('\n')[1]).to.equal('no change: 27 resources as they were');
  });

  it('shows the error of a base that cannot be run, with exit status 3', async () => {
    const good = repository.git('rev-parse', 'HEAD');
    repository.edit('index.ts', 'const workflow', 'const const workflow');
    const broken = repository.commit('broken');
    repository.edit('index.ts', 'const const workflow', 'const workflow');
    const { exitCode, stderr } = await run('--base', broken);
    repository.git('reset', '--quiet', '--hard', good);
    expect(stderr)
      .to.match(new RegExp(`^The program of the base \\(${broken}\\) fails:\\n`))
      .and.contain('index.ts');
    expect(stderr).to.not.contain('The program of the working tree');
    expect(exitCode).to.equal(3);
  });

  it('names the function of the provider that needs an account, without a stack trace', async () => {
    repository.edit(
      'index.ts',
      'const config',
      "import * as aws from '@pulumi/aws';\nvoid aws.ec2.getVpc({ default: true });\nconst config",
    );
    expect(await run('--base', 'HEAD')).to.deep.equal({
      exitCode: 4,
      stdout: '',
      stderr:
        'The program of the working tree fails:\nthe program calls aws:ec2/getVpc:getVpc: without an account only getCallerIdentity, getRegion, getPartition, getBucket, getPolicyDocument are answered; give the value by configuration\n',
    });
  });

  it('shows the errors of both, with exit status 5', async () => {
    const good = repository.git('rev-parse', 'HEAD');
    renameSync(join(repository.folder, 'infra/config/config.ts'), join(repository.folder, 'infra/config/settings.ts'));
    const broken = repository.commit('broken');
    const { exitCode, stderr } = await run('--base', broken);
    repository.git('reset', '--quiet', '--hard', good);
    expect(stderr).to.contain('The program of the base').and.contain('The program of the working tree fails:');
    expect(exitCode).to.equal(5);
  });

  it('shows every problem of the working tree’s configuration, with exit status 4, in the comment and the JSON as well', async () => {
    repository.edit('Pulumi.dev.yaml', 'forceDestroy: true', 'forceDestroi: true\n  volumeSizeGb: 0');
    const [markdown, json] = [join(repository.folder, 'preview.md'), join(repository.folder, 'preview.json')];
    writeFileSync(markdown, 'of an earlier run');
    const { exitCode, stderr } = await run('--base', 'HEAD', '--markdown', markdown, '--json', json);
    const failure = stderr.trimEnd();
    expect(readFileSync(markdown, 'utf8')).to.equal(
      `<!-- retraining-workflow-preview: dev -->\n### Preview of stack \`dev\`: not possible\n\nCompared with \`HEAD\`. What went wrong:\n\n\`\`\`\n${failure}\n\`\`\`\n`,
    );
    expect(JSON.parse(readFileSync(json, 'utf8'))).to.deep.equal({ stack: 'dev', revision: 'HEAD', failure });
    expect(stderr).to.match(
      /^The program of the working tree fails:\nthe configuration of stack "dev" \(Pulumi\.dev\.yaml\) has 2 problems:\n/,
    );
    expect(stderr)
      .to.contain('volumeSizeGb is "0": must be from 1 to 16384')
      .and.contain('did you mean "forceDestroy"?');
    expect(exitCode).to.equal(4);
  });
});
