import { RunError } from '@pulumi/pulumi';
import { expect } from 'chai';
import { parseConfig } from '../../../../infra/config/config.ts';
import { ConfigError } from '../../../../infra/config/config-error.ts';
import { defaultSettings } from '../../../../infra/config/read-settings.ts';
import { SETTING_NAMES, SETTINGS } from '../../../../infra/config/settings.ts';
import { GOOD_VALUES as GOOD, problemsWith as problems } from './good-values.ts';

describe('parseConfig', () => {
  it('refuses with an error of which the Pulumi CLI prints the message alone', () => {
    expect(RunError.isInstance(caught({ ...GOOD, 'p:tracing': 'on' }))).to.equal(true);
  });

  it('turns the texts that Pulumi hands over into typed values', () => {
    const { region, settings, secrets } = parseConfig({ ...GOOD, 'aws:profile': 'me', 'other:key': 'x' }, 'p', 'dev');
    expect(region).to.equal('eu-west-1');
    expect([...secrets]).to.deep.equal([]);
    expect(settings).to.deep.equal({
      datasetPrefix: 'scans/2024',
      classOrder: ['b', 'a'],
      duplicatesAcrossSplits: 'error',
      duplicatesAcrossClasses: 'error',
      maximumClassRatio: 50,
      split: 'automatic',
      validationFraction: 0.25,
      groupPattern: '_(\\d+)_',
      labelsFile: 'ground-truth/species/manifests/output/output.manifest',
      labelAttribute: 'species',
      samplePerClass: 5,
      fanOut: 'never',
      fanOutConcurrency: 40,
      keySource: 'inventory',
      inventoryUri: 's3://lists-of-ours/reports/images-of-ours/daily/',
      inventoryMaximumDays: 2,
      inventoryKeyArn: 'arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab',
      allowVanishedClasses: true,
      retrainWhenUnchanged: false,
      minimumNewImages: 20,
      runDays: 100,
      instanceType: 'ml.g5.2xlarge',
      instanceCount: 2,
      volumeSizeGb: 100,
      maxRuntimeSeconds: 3600,
      useSpot: true,
      maxWaitSeconds: 7200,
      repeatTrainingSeconds: 86_400,
      repeatWaitSeconds: 600,
      alternativeInstanceTypes: ['ml.g5.4xlarge', 'ml.p3.2xlarge'],
      instancePricePerHour: 1.75,
      maximumRunCost: 10,
      schedule: 'rate(7 days)',
      hyperparameters: { early_stopping: 'True', epochs: '5', learning_rate: '0.01', optimizer: 'adam' },
      lifecycle: 'register',
      evaluationInstanceType: 'ml.m5.xlarge',
      evaluationPricePerHour: 0.5,
      evaluationSampleSize: 500,
      evaluationMaxSeconds: 1800,
      accuracyMargin: 0.01,
      minimumAccuracy: 0.8,
      minimumRecall: { a: '0.9', b: '0.75' },
      guardedClasses: ['a'],
      maximumMissingShare: 0.05,
      autoApprove: true,
      failWhenRejected: true,
      gitCommit: '9fceb02',
      imageTag: '1',
      bucketName: 'images-of-ours',
      encryptionKeyArn: 'arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab',
      trainingRoleArn: 'arn:aws:iam::123456789012:role/training',
      modelRoleArn: 'arn:aws:iam::123456789012:role/path/model',
      functionRoleArn: 'arn:aws:iam::123456789012:role/function',
      stateMachineRoleArn: 'arn:aws:iam::123456789012:role/states',
      forceDestroy: true,
      protectData: false,
      unfinishedUploadDays: 3,
      noncurrentVersionDays: 90,
      checkpointDays: 14,
      outputDays: 365,
      monitoring: true,
      alertEmail: 'team@example.com',
      functionMemoryMb: 512,
      functionStorageMb: 2048,
      functionArchitecture: 'x86_64',
      logRetentionDays: 90,
      tracing: false,
      tags: { team: 'vision' },
    });
    expect(Object.keys(settings)).to.deep.equal(SETTING_NAMES);
  });

  it('has the default of what is left out, and none for what may be empty', () => {
    expect(parseConfig({ 'aws:region': 'us-east-1' }, 'p', 'dev').settings).to.deep.equal(defaultSettings());
    const empty = Object.fromEntries(
      SETTING_NAMES.filter((name) => SETTINGS[name].default === undefined).map((name) => [`p:${name}`, '']),
    );
    expect(Object.keys(empty)).to.have.length.greaterThan(10);
    expect(parseConfig({ 'aws:region': 'us-east-1', ...empty }, 'p', 'dev').settings).to.deep.equal(defaultSettings());
  });

  it('refuses to encrypt what resources are made by, and shows no encrypted value', () => {
    const secret = ['p:instanceType', 'p:alertEmail', 'p:tags', 'q:alertEmail'];
    const values = { ...GOOD, 'p:alertEmail': 'team', 'p:tags': '{"team":7}' };
    const error = caught(values, secret);
    expect(error.problems).to.deep.equal([
      'alertEmail is [secret]: must be empty or an e-mail address such as team@example.com',
      'tags.team is [secret]: a value is text of at most 256 letters, digits, spaces or _ . : / = + - @',
      'instanceType is encrypted: it would not stay secret, since resources are made by it; set it with `pulumi config set --plaintext`',
    ]);
    expect([...parseConfig(GOOD, 'p', 'dev', ['p:alertEmail', 'aws:secretKey']).secrets]).to.deep.equal(['alertEmail']);
  });

  it('refuses its own keys under another project’s name, which Pulumi would ignore', () => {
    expect(problems({ 'q:tracing': 'true', 'other:key': 'x' })).to.deep.equal([
      'q:tracing belongs to another project: this one is called "p"; leave out "q:", or remove the key',
    ]);
  });

  it('leaves keys of Pulumi itself alone, also where the project has keys of those names', () => {
    expect(
      problems({ 'pulumi:tags': '{"pulumi:template":"x"}', 'pulumi:disable-default-providers': '[]' }),
    ).to.deep.equal([]);
  });

  it('reports all problems in one error, before anything is made', () => {
    const wrong = {
      'aws:region': 'us-east1',
      'p:datasetPrefix': '/scans/',
      'p:instanceType': 'ml.p2.xlarge',
      'p:instanceCount': 'two',
      'p:forceDestroy': 'yes',
      'p:hyperparameters': '{"epochs":0,"image_shape":"300x150","num_classes":5,"mini_batch_sise":3}',
      'p:instancetyp': 'ml.g5.xlarge',
      'p:tags': '{"aws:x":"y","stack":"mine"}',
    };
    const error = caught({ ...GOOD, ...wrong });
    expect(error.message).to.match(
      /^the configuration of stack "dev" \(Pulumi\.dev\.yaml\) has 12 problems:\n - aws:region is "us-east1": /,
    );
    expect(error.problems.map((problem) => problem.split(/ is | cannot /)[0])).to.deep.equal([
      'aws:region',
      'datasetPrefix',
      'instanceType',
      'instanceCount',
      'hyperparameters.epochs',
      'hyperparameters.image_shape',
      'hyperparameters.mini_batch_sise',
      'hyperparameters.num_classes',
      'forceDestroy',
      'tags.aws:x',
      'tags.stack',
      'instancetyp',
    ]);
  });
});

function caught(values: Readonly<Record<string, string>>, secrets: readonly string[] = []): ConfigError {
  try {
    parseConfig(values, 'p', 'dev', secrets);
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}
