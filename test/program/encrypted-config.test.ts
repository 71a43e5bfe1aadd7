import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { SETTING_NAMES, SETTINGS } from '../../infra/config/settings.ts';
import { readStackConfig } from '../../localstack/deploy/config/stack-config.ts';
import { rehearsedConfig } from '../../localstack/rehearsal/rehearsed-config.ts';
import { guardRailBreaches } from '../../policy/check-snapshot.ts';
import { recordProgram } from '../../preview/program-recording.ts';
import { withStandIns } from '../../preview/secret-stand-ins.ts';
import { errorOf } from '../support/error-of.ts';
import { generateProject } from '../support/program/generated-project.ts';
import { snapshotHere } from '../support/program/snapshot-here.ts';
import { useSharedFolder } from '../support/temporary-folder.ts';

const PROGRAM = new URL('../../index.ts', import.meta.url).href;
let loads = 0;
/** Evaluated anew each time, as every update does. */
const program = async (): Promise<object> => {
  loads += 1;
  return await import(`${PROGRAM}?encrypted=${loads}`);
};
/** As `pulumi config set --secret` writes it. */
const ENCRYPTED = '\n    secure: v1:9cHXc0zXSVgyZvLK:9A4hkl3nCGjkNbJYYSqz1AzcnPvmZbfOZAM2QyTq5sd+Aw==\n';

describe('a stack with an encrypted value', () => {
  const folder = useSharedFolder();
  let stackFile = '';
  before(() => {
    generateProject(folder(), 'my-cats');
    stackFile = readFileSync(join(folder(), 'Pulumi.dev.yaml'), 'utf8');
  });
  beforeEach(() =>
    writeFileSync(join(folder(), 'Pulumi.dev.yaml'), `${stackFile}  monitoring: true\n  alertEmail:${ENCRYPTED}`),
  );

  it('can be previewed and held to the policy, with a stand-in that is right by the program’s rules', async () => {
    const snapshot = await snapshotHere(folder(), 'dev');
    const subscription = snapshot.resources.find(({ type }) => type === 'aws:sns/topicSubscription:TopicSubscription');
    expect(subscription?.inputs).to.include({ protocol: 'email', endpoint: 'encrypted@example.com' });
    expect(guardRailBreaches(snapshot)).to.deep.equal([]);
  });

  it('keeps the value a secret in the state', async () => {
    const config = withStandIns(await readStackConfig(folder(), 'dev'));
    const { secretInputs } = await recordProgram(program, config);
    expect([...secretInputs]).to.deep.equal([
      ['aws:sns/topicSubscription:TopicSubscription retraining-alerts', ['endpoint']],
    ]);
  });

  for (const name of SETTING_NAMES.filter((setting) => 'mayBeSecret' in SETTINGS[setting])) {
    it(`makes its state machine where that value is ${name}`, async () => {
      writeFileSync(
        join(folder(), 'Pulumi.dev.yaml'),
        `config:\n  aws:region: us-east-1\n  monitoring: true\n  ${name}:${ENCRYPTED}`,
      );
      const { resources } = await recordProgram(program, withStandIns(await readStackConfig(folder(), 'dev')));
      expect(resources.map(({ type }) => type)).to.include('aws:sfn/stateMachine:StateMachine');
    });
  }

  it('can be previewed where the region is encrypted', async () => {
    writeFileSync(join(folder(), 'Pulumi.dev.yaml'), `config:\n  aws:region:${ENCRYPTED}`);
    const { resources } = await snapshotHere(folder(), 'dev');
    expect(resources.map(({ type }) => type)).to.include('aws:sfn/stateMachine:StateMachine');
  });

  it('is refused where resources are made by that value, naming the key', async () => {
    writeFileSync(join(folder(), 'Pulumi.dev.yaml'), `config:\n  aws:region: us-east-1\n  instanceType:${ENCRYPTED}`);
    const { message } = await errorOf(snapshotHere(folder(), 'dev'));
    expect(message).to.equal(
      'the configuration of stack "dev" (Pulumi.dev.yaml) has a problem:\n - instanceType is encrypted: it would not stay secret, since resources are made by it; set it with `pulumi config set --plaintext`',
    );
  });

  it('cannot be rehearsed as it is: the error names the key, and what to write where', async () => {
    const { name, message } = await errorOf(rehearsedConfig(folder(), 'dev'));
    expect(name).to.equal('EncryptedConfigError');
    expect(message).to.equal(
      'Pulumi.dev.yaml: alertEmail is encrypted, which Pulumi alone can read. Give the rehearsal a value of its own in rehearsal.yaml:\nconfig:\n  alertEmail: <value>',
    );
  });

  it('is rehearsed with the value that rehearsal.yaml has for it', async () => {
    const { values } = await rehearsedConfig(folder(), 'dev', { alertEmail: 'team@example.com' });
    expect(values).to.include({ 'my-cats:alertEmail': 'team@example.com' });
  });
});
