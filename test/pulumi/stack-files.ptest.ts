import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { readStackConfig } from '../../localstack/deploy/config/stack-config.ts';
import { UNQUOTED } from '../support/program/unquoted-values.ts';
import { EngineProject } from './engine-project.ts';

describe('a stack’s file in the hands of Pulumi’s CLI', () => {
  let project: EngineProject;
  beforeEach(() => {
    project = new EngineProject();
  });
  afterEach(() => project[Symbol.dispose]());

  const file = () => join(project.folder, 'Pulumi.dev.yaml');

  it('means what it did after the CLI has written into it', async () => {
    const before = await readStackConfig(project.folder, 'dev');
    await project.pulumi('stack', 'init', 'dev');
    await project.pulumi('config', 'set', 'maxRuntimeSeconds', '3600', '--stack', 'dev');
    expect(readFileSync(file(), 'utf8')).to.include('encryptionsalt: ');
    const values = { ...before.values, [`${before.project}:maxRuntimeSeconds`]: '3600' };
    expect(await readStackConfig(project.folder, 'dev')).to.deep.equal({ ...before, values });
  });

  it('goes with its stack', async () => {
    await project.pulumi('stack', 'init', 'dev');
    await project.pulumi('stack', 'rm', 'dev', '--yes');
    expect(existsSync(file())).to.equal(false);
  });

  it('has values without quotes that the CLI reads as npm run preview does', async () => {
    await project.pulumi('stack', 'init', 'dev');
    writeFileSync(file(), `config:\n${UNQUOTED.map(([written], index) => `  k${index}: ${written}\n`).join('')}`);
    const { text } = await project.pulumi('config', '--json', '--stack', 'dev');
    const read: Readonly<Record<string, { readonly value: string }>> = JSON.parse(
      text.slice(text.indexOf('{\n'), text.lastIndexOf('\n}') + 2),
    );
    const own = Object.entries(read).filter(([key]) => /:k\d+$/.test(key));
    const expected = UNQUOTED.map(([, value], index) => [`k${index}`, value]);
    expect(Object.fromEntries(own.map(([key, { value }]) => [key.slice(key.indexOf(':') + 1), value]))).to.deep.equal(
      Object.fromEntries(expected),
    );
  });
});
