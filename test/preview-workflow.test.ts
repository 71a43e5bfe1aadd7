import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { parse } from 'yaml';
import { commentMarker } from '../preview/render/markdown-text.ts';
import { useTemporaryFolder } from './support/temporary-folder.ts';

const FOLDER = join(import.meta.dirname, '..', '.github', 'workflows');

function script(file: string, job: string, name: string): string {
  const { jobs } = parse(readFileSync(join(FOLDER, file), 'utf8'));
  const step = jobs[job].steps.find((one: { readonly name?: string }) => one.name === name);
  return step.run;
}

/** Runs the steps' scripts as GitHub does, with stand-ins for the commands that they call. */
describe('the scripts of the preview workflows', () => {
  const folder = useTemporaryFolder();

  const command = (name: string, text: string) => {
    mkdirSync(join(folder(), 'bin'), { recursive: true });
    writeFileSync(join(folder(), 'bin', name), `#!/usr/bin/env bash\n${text}\n`);
    chmodSync(join(folder(), 'bin', name), 0o755);
  };
  const run = (text: string, more: Readonly<Record<string, string>> = {}) => {
    const env = { PATH: `${join(folder(), 'bin')}:${process.env['PATH']}`, RUNNER_TEMP: folder(), ...more };
    return spawnSync('bash', ['-e', '-c', text], { cwd: folder(), env, encoding: 'utf8' });
  };

  it('begin each stack’s comment with its marker, before anything can fail', () => {
    expect(run(script('preview.yml', 'preview', 'Begin the comments'), { RUN: 'https://run' }).status).to.equal(0);
    for (const stack of ['dev', 'prod']) {
      const comment = readFileSync(join(folder(), 'preview-comments', `${stack}.md`), 'utf8');
      expect(comment.split('\n').slice(0, 2)).to.deep.equal([
        commentMarker(stack),
        `### Preview of stack \`${stack}\`: not possible`,
      ]);
      expect(comment).to.contain('(https://run)');
    }
  });

  it('preview and check the other stacks where one fails, and fail all the same', () => {
    command('npm', 'echo "$@" >> called; [[ "$*" != *"--stack dev"* ]] || exit 4');
    for (const [name, calls] of [
      ['Preview every stack', 2],
      ['Hold every stack to the guard rails', 4],
    ] as const) {
      expect(run(script('preview.yml', 'preview', name)).status, name).to.equal(4);
      const called = readFileSync(join(folder(), 'called'), 'utf8').trim().split('\n');
      expect(called).to.have.length(calls);
      expect(called.at(-1)).to.contain('--stack prod');
    }
  });

  it('preview a stack that does not exist yet in a state that is thrown away', () => {
    const text = script('deploy.yml', 'preview', 'Find the stack');
    command('pulumi', `[ "$1" != stack ] || echo '[ { "name": "dev", "current": false } ]'`);
    for (const [stack, url] of [
      ['dev', 's3://state'],
      ['prod', `file://${folder()}/state`],
    ] as const) {
      const output = join(folder(), `output-${stack}`);
      expect(run(text, { BACKEND: 's3://state', STACK: stack, GITHUB_OUTPUT: output }).status).to.equal(0);
      expect(readFileSync(output, 'utf8')).to.equal(`url=${url}\n`);
    }
  });
});
