import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import project from '../../package.json' with { type: 'json' };

const ROOT = join(import.meta.dirname, '..', '..');
const PAGE = readFileSync(join(ROOT, 'docs', 'command-line.md'), 'utf8');
const SCRIPTS: Readonly<Record<string, string>> = project.scripts;

/** Each `$ npm X -- --help` of the page, with what the page shows below it. */
const DOCUMENTED = [...PAGE.matchAll(/^```\n\$ npm (?:run )?(\S+) -- --help\n(.*?)^```$/gms)].map(
  ([, script = '', text = '']) => ({ script, text }),
);

describe('docs/command-line.md', () => {
  it('shows the help of the commands that have options', () => {
    expect(DOCUMENTED.map(({ script }) => script)).to.include.members([
      'start',
      'up',
      'models',
      'sagemaker',
      'preview',
      'policy',
      'clean',
    ]);
  });

  for (const { script, text } of DOCUMENTED) {
    it(`shows what npm run ${script} -- --help prints`, async () => {
      const [program, ...args] = (SCRIPTS[script] ?? '').split(' ');
      expect(program).to.equal('node');
      const { stdout } = await promisify(execFile)(process.execPath, [...args, '--help'], { cwd: ROOT });
      expect(text).to.equal(stdout);
    });
  }
});
