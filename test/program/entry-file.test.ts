import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from 'chai';
import { parse } from 'yaml';
import { readStackConfig } from '../../localstack/deploy/config/stack-config.ts';
import { recordProgram } from '../../preview/program-recording.ts';

const PROJECT_FOLDER = join(import.meta.dirname, '..', '..');
const ENTRY_FILE: string = parse(readFileSync(join(PROJECT_FOLDER, 'Pulumi.yaml'), 'utf8')).main;
const ENTRY = pathToFileURL(join(PROJECT_FOLDER, ENTRY_FILE)).href;

describe('the file where Pulumi’s engine begins', () => {
  it('is the program', async () => {
    const { resources } = await recordProgram(() => import(ENTRY), await readStackConfig(PROJECT_FOLDER, 'dev'));
    expect(resources.map(({ type }) => type)).to.include('aws:sfn/stateMachine:StateMachine');
  });

  it('tells a Node.js that does not run TypeScript what to do, in the words alone', () => {
    const script = `import(${JSON.stringify(ENTRY)}).catch((error) => console.log(JSON.stringify({ ...error, text: error.message })))`;
    const options = { cwd: PROJECT_FOLDER, encoding: 'utf8' } as const;
    const printed = execFileSync(process.execPath, ['--no-strip-types', '--eval', script], options);
    expect(JSON.parse(printed)).to.deep.equal({
      // Of which Pulumi prints the message, without a stack.
      __pulumiRunError: true,
      text: `Pulumi runs this program with the node that is first on PATH, which is ${process.version} and does not run TypeScript: put the project's own before it with export PATH="$PWD/node_modules/.bin:$PATH"`,
    });
  });
});
