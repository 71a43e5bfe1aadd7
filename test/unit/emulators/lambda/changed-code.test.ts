import { appendFileSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { UpdateFunctionCodeCommand } from '@aws-sdk/client-lambda';
import { expect } from 'chai';
import { LambdaFixture, refusal, zipOf } from './lambda-fixture.ts';

const CODE = 'export const handler = async () => "deployed";';
const FILES = { 'index.mjs': CODE, 'lib/table.json': '{}' };

describe('a function whose unpacked code was changed', () => {
  let fixture: LambdaFixture;
  let packageFolder = '';
  let sha256 = '';
  beforeEach(async () => {
    fixture = await LambdaFixture.start();
    sha256 = (await fixture.create('f', FILES)).CodeSha256 ?? '';
    packageFolder = join(fixture.folder, 'lambda', 'code', Buffer.from(sha256, 'base64').toString('hex'));
  });
  afterEach(() => fixture.stop());

  const file = (name: string) => join(packageFolder, 'task', name);
  const changes: Readonly<Record<string, () => void>> = {
    'a byte more': () => appendFileSync(file('index.mjs'), '\n'),
    'other content of the same length': () =>
      writeFileSync(file('index.mjs'), CODE.replace('"deployed"', '"replaced"')),
    'a file more': () => writeFileSync(file('other.mjs'), ''),
    'a file less': () => rmSync(file('lib/table.json')),
    'no files': () => rmSync(file('.'), { recursive: true }),
    'no digest': () => rmSync(join(packageFolder, 'content.sha256')),
  };
  for (const [what, change] of Object.entries(changes)) {
    it(`is not run with ${what}, neither at once nor after a restart`, async () => {
      change();
      const refused =
        'InvalidZipFileException: [rehearsal] the code of the function f in ' +
        `${file('.').replace(/\/\.$/, '')} is not what its CodeSha256 ${sha256} stands for: ` +
        'its files were changed, or some are missing; deploy the function again (502)';
      expect(await refusal(fixture.invoke('f'))).to.equal(refused);
      await fixture.restart();
      expect(await refusal(fixture.invoke('f'))).to.equal(refused);
    });
  }

  it('runs again when the same code is deployed again, and keeps what was changed', async () => {
    appendFileSync(file('index.mjs'), '// changed');
    const written = process.stderr.write;
    const said: string[] = [];
    process.stderr.write = (text) => said.push(String(text)) > 0;
    try {
      await fixture.lambda.send(new UpdateFunctionCodeCommand({ FunctionName: 'f', ZipFile: zipOf(FILES) }));
    } finally {
      process.stderr.write = written;
    }
    expect((await fixture.invoke('f')).payload).to.equal('deployed');
    const damaged = join(fixture.folder, 'lambda', 'code', 'damaged');
    const [kept = ''] = readdirSync(damaged);
    expect(readFileSync(join(damaged, kept, 'task', 'index.mjs'), 'utf8')).to.equal(`${CODE}// changed`);
    expect(said.join('')).to.contain(`code of a Lambda function, CodeSha256 ${sha256}: its files were changed`);
  });

  it('goes on in a process that has loaded the code already', async () => {
    await fixture.invoke('f');
    rmSync(file('index.mjs'));
    expect(existsSync(file('index.mjs'))).to.equal(false);
    expect((await fixture.invoke('f')).payload).to.equal('deployed');
  });
});
