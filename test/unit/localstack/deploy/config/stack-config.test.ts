import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { overridden, readStackConfig } from '../../../../../localstack/deploy/config/stack-config.ts';
import { errorOf } from '../../../../support/error-of.ts';
import { UNQUOTED } from '../../../../support/program/unquoted-values.ts';
import { useTemporaryFolder } from '../../../../support/temporary-folder.ts';

describe('the configuration of a stack', () => {
  const folder = useTemporaryFolder();
  const write = (file: string, text: string) => writeFileSync(join(folder(), file), text);

  it('is the project’s defaults under the stack’s own values, objects as JSON text', async () => {
    write(
      'Pulumi.yaml',
      `name: p
runtime: nodejs
config:
  epochs: {type: integer, default: 20}
  tracing: {type: boolean, default: false}
  classOrder: {type: array, items: {type: string}, description: no default}
  aws:region: {value: us-east-1}
`,
    );
    write('Pulumi.dev.yaml', 'config:\n  p:epochs: 3\n  hyperparameters:\n    top_k: 2\n  aws:region: eu-west-1\n');
    expect(await readStackConfig(folder(), 'dev')).to.deep.equal({
      project: 'p',
      stack: 'dev',
      values: {
        'p:epochs': '3',
        'p:tracing': 'false',
        'p:hyperparameters': '{"top_k":2}',
        'aws:region': 'eu-west-1',
      },
      encrypted: [],
    });
  });

  it('names the keys whose values are encrypted, and has what can be read of them', async () => {
    write('Pulumi.yaml', 'name: p\nconfig: {token: {default: none}}\n');
    write(
      'Pulumi.dev.yaml',
      'config:\n  token: {secure: AAAB}\n  q:key: {secure: AAAC}\n  tags:\n    team: vision\n    owner: {secure: AAAD}\n  list: [a, {secure: AAAE}]\n',
    );
    expect(await readStackConfig(folder(), 'dev')).to.deep.equal({
      project: 'p',
      stack: 'dev',
      values: { 'p:token': 'none', 'p:tags': '{"team":"vision"}', 'p:list': '["a"]' },
      encrypted: ['p:token', 'q:key', 'p:tags', 'p:list'],
    });
  });

  it('can be replaced key by key, which makes an encrypted value readable', async () => {
    write('Pulumi.yaml', 'name: p\n');
    write('Pulumi.dev.yaml', 'config:\n  token: {secure: AAAB}\n  aws:region: us-east-1\n');
    const changed = overridden(await readStackConfig(folder(), 'dev'), { token: 7, 'aws:region': 'eu-west-1' });
    expect(changed).to.deep.equal({
      project: 'p',
      stack: 'dev',
      values: { 'p:token': '7', 'aws:region': 'eu-west-1' },
      encrypted: [],
    });
  });

  // What `pulumi config --json` of CLI 3.230 prints for the same file; test/pulumi asks it.
  it('has values without quotes as Pulumi reads them', async () => {
    write('Pulumi.yaml', 'name: p\n');
    write('Pulumi.dev.yaml', `config:\n${UNQUOTED.map(([written], index) => `  k${index}: ${written}\n`).join('')}`);
    const { values } = await readStackConfig(folder(), 'dev');
    const expected = Object.fromEntries(UNQUOTED.map(([, read], index) => [`p:k${index}`, read]));
    expect(values).to.deep.equal(expected);
  });

  it('needs no encrypted credentials of the provider, but its region', async () => {
    write('Pulumi.yaml', 'name: p\n');
    const secret = '{secure: AAAB}';
    write('Pulumi.dev.yaml', `config:\n  aws:secretKey: ${secret}\n  aws:token: ${secret}\n  aws:region: ${secret}\n`);
    expect(await readStackConfig(folder(), 'dev')).to.deep.include({ values: {}, encrypted: ['aws:region'] });
  });

  it('that is no YAML is refused with the file, the line and the reason', async () => {
    write('Pulumi.yaml', 'name: p\n');
    write('Pulumi.dev.yaml', 'config:\n  a: [1\n');
    const error = await errorOf(readStackConfig(folder(), 'dev'));
    expect(error.name).to.equal('StackConfigError');
    expect(error.message)
      .to.contain(join(folder(), 'Pulumi.dev.yaml'))
      .and.to.match(/at line 3/);
  });

  it('of a stack without a file is refused, naming the file and the stacks that have one', async () => {
    write('Pulumi.yaml', 'name: p\n');
    const missing = (stack: string) =>
      `there is no ${join(folder(), `Pulumi.${stack}.yaml`)}, the configuration of the stack "${stack}"`;
    const refusal = async (stack: string) => (await errorOf(readStackConfig(folder(), stack))).message;
    expect(await refusal('prod')).to.equal(`${missing('prod')}; there is none for any stack`);
    write('Pulumi.production.yaml', 'config: {}\n');
    write('Pulumi.dev.yaml', 'config: {}\n');
    expect(await refusal('staging')).to.equal(`${missing('staging')}; known are dev, production`);
    expect(await refusal('prodution')).to.equal(`${missing('prodution')}; did you mean "production"?`);
  });
});
