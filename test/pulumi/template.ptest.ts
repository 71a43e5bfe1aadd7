import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, lstatSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from 'chai';
import { parse } from 'yaml';
import { generateProject } from '../support/program/generated-project.ts';
import { useTemporaryFolder } from '../support/temporary-folder.ts';
import { useCommandOnPath } from './command-on-path.ts';
import { EngineProject, resourcesOf } from './engine-project.ts';

const PROJECT_FOLDER = join(import.meta.dirname, '..', '..');

/** Everything of the working tree that would be in a commit. */
function copyRepository(target: string): void {
  const options = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  const names = execFileSync('git', options, { cwd: PROJECT_FOLDER, encoding: 'utf8' }).split('\0');
  const isFile = (name: string) => lstatSync(join(PROJECT_FOLDER, name), { throwIfNoEntry: false })?.isFile() === true;
  for (const name of names.filter(isFile)) {
    mkdirSync(dirname(join(target, name)), { recursive: true });
    cpSync(join(PROJECT_FOLDER, name), join(target, name));
  }
}

for (const name of ['sagemaker-retraining-workflow', 'my-cats']) {
  describe(`pulumi new of this repository, under the name ${name}`, () => {
    // The CLI asks it what questions a new project brings.
    useCommandOnPath('pulumi-language-nodejs', join(import.meta.dirname, 'language-host.cjs'));
    const folder = useTemporaryFolder();
    const generated = () => join(folder(), 'generated');

    beforeEach(() => {
      copyRepository(join(folder(), 'template'));
      mkdirSync(generated());
      const options = ['--generate-only', '--yes', '--name', name, '--dir', generated()];
      execFileSync('pulumi', ['new', join(folder(), 'template'), ...options], { stdio: 'pipe' });
      symlinkSync(join(PROJECT_FOLDER, 'node_modules'), join(generated(), 'node_modules'), 'junction');
    });

    /** A script of package.json, as npm runs it. */
    const run = (script: string, ...args: readonly string[]) => {
      const command = JSON.parse(readFileSync(join(generated(), 'package.json'), 'utf8')).scripts[script].split(' ');
      const options = { cwd: generated(), encoding: 'utf8', env: { ...process.env, NO_COLOR: '1' } } as const;
      const { status, stdout, stderr } = spawnSync(process.execPath, [...command.slice(1), ...args], options);
      return { status, stdout, stderr };
    };

    it('makes the project that the other tests take it to make', () => {
      mkdirSync(join(folder(), 'expected'));
      generateProject(join(folder(), 'expected'), name);
      const [made, expected] = [generated(), join(folder(), 'expected')].map((where) =>
        parse(readFileSync(join(where, 'Pulumi.yaml'), 'utf8')),
      );
      // Where the template was is not the same.
      for (const { config } of [made, expected]) config['pulumi:tags'].value['pulumi:template'] = '';
      expect(made).to.deep.equal(expected);
    });

    it('makes a project of which preview, policy and rehearsal work', () => {
      const git = (...args: readonly string[]) =>
        execFileSync('git', ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', ...args], {
          cwd: generated(),
        });
      git('init', '--quiet', '--initial-branch=main');
      git('add', '--all');
      git('commit', '--quiet', '--message', 'generated');
      for (const stack of ['dev', 'prod']) {
        const preview = run('preview', '--stack', stack, '--base', 'HEAD');
        expect(preview).to.deep.include({ status: 0, stderr: '' });
        expect(preview.stdout).to.contain('no change: ');
        expect(run('policy', '--stack', stack)).to.deep.include({ status: 0, stderr: '' });
      }
      const rehearsal = run('start', '--data', join(folder(), 'data'));
      expect(rehearsal.status, rehearsal.stderr).to.equal(0);
    });

    it('makes a project that the engine deploys, and sees no change in afterwards', async () => {
      using project = new EngineProject();
      project.take(generated());
      const stack = await project.stack('dev');
      await stack.up();
      const { changeSummary } = await stack.preview();
      expect(Object.keys(changeSummary)).to.deep.equal(['same']);
      expect(await resourcesOf(stack)).to.include('aws:s3/bucket:Bucket retraining-dataset');
    });
  });
}
