import { RunError } from '@pulumi/pulumi';
import { expect } from 'chai';
import { parseConfig } from '../../../../infra/config/config.ts';
import { ConfigError } from '../../../../infra/config/config-error.ts';

const GOOD: Readonly<Record<string, string>> = {
  'aws:region': 'eu-west-1',
  'p:datasetPrefix': 'scans/2024',
  'p:classOrder': '["b","a"]',
  'p:instanceType': 'ml.g5.2xlarge',
  'p:instanceCount': '2',
  'p:volumeSizeGb': '100',
  'p:maxRuntimeSeconds': '3600',
  'p:hyperparameters': '{"epochs":5,"learning_rate":0.01,"optimizer":"adam","early_stopping":true}',
  'p:imageTag': '1',
  'p:useSpot': 'true',
  'p:maxWaitSeconds': '7200',
  'p:instancePricePerHour': '1.75',
  'p:maximumRunCost': '10',
  'p:schedule': 'rate(7 days)',
  'p:forceDestroy': 'true',
  'p:protectData': 'false',
  'p:monitoring': 'true',
  'p:alertEmail': 'team@example.com',
  'p:functionMemoryMb': '512',
  'p:functionArchitecture': 'x86_64',
  'p:logRetentionDays': '90',
  'p:tracing': 'false',
  'p:tags': '{"team":"vision"}',
};

function problems(changes: Readonly<Record<string, string | undefined>>): readonly string[] {
  const changed = Object.entries({ ...GOOD, ...changes }).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  try {
    parseConfig(Object.fromEntries(changed), 'p', 'dev');
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

describe('parseConfig', () => {
  it('refuses with an error of which the Pulumi CLI prints the message alone', () => {
    expect(RunError.isInstance(caught({ ...GOOD, 'p:tracing': 'on' }))).to.equal(true);
  });

  it('turns the texts that Pulumi hands over into typed values', () => {
    expect(parseConfig({ ...GOOD, 'aws:profile': 'me', 'other:key': 'x' }, 'p', 'dev')).to.deep.equal({
      region: 'eu-west-1',
      datasetPrefix: 'scans/2024',
      classOrder: ['b', 'a'],
      instanceType: 'ml.g5.2xlarge',
      instanceCount: 2,
      volumeSizeGb: 100,
      maxRuntimeSeconds: 3600,
      useSpot: true,
      maxWaitSeconds: 7200,
      instancePricePerHour: 1.75,
      maximumRunCost: 10,
      schedule: 'rate(7 days)',
      hyperparameters: { early_stopping: 'True', epochs: '5', learning_rate: '0.01', optimizer: 'adam' },
      imageTag: '1',
      forceDestroy: true,
      protectData: false,
      monitoring: true,
      alertEmail: 'team@example.com',
      functionMemoryMb: 512,
      functionArchitecture: 'x86_64',
      logRetentionDays: 90,
      tracing: false,
      tags: { team: 'vision' },
    });
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
      'forceDestroy',
      'instancetyp',
      'hyperparameters.epochs',
      'hyperparameters.image_shape',
      'hyperparameters.mini_batch_sise',
      'hyperparameters.num_classes',
      'tags.aws:x',
      'tags.stack',
    ]);
  });

  const single: [string, string | undefined, string][] = [
    ['p:instanceCount', '1.5', 'instanceCount is "1.5": must be a whole number'],
    ['p:instanceCount', '0', 'instanceCount is "0": must be from 1 to 100'],
    [
      'p:instancePricePerHour',
      '1,75',
      'instancePricePerHour is "1,75": must be a number such as 1.5, without a sign or currency',
    ],
    ['p:maximumRunCost', '-1', 'maximumRunCost is "-1": must be a number such as 1.5, without a sign or currency'],
    ['p:alertEmail', 'team', 'alertEmail is "team": must be empty or an e-mail address such as team@example.com'],
    ['p:schedule', 'rate(1 days)', 'schedule is "rate(1 days)": write one unit in the singular'],
    ['p:maxRuntimeSeconds', '2419201', 'maxRuntimeSeconds is "2419201": must be from 1 to 2419200'],
    ['p:volumeSizeGb', '-1', 'volumeSizeGb is "-1": must be from 1 to 16384'],
    ['p:functionMemoryMb', '64', 'functionMemoryMb is "64": must be from 128 to 10240'],
    ['p:functionArchitecture', 'arm', 'functionArchitecture is "arm": must be one of arm64, x86_64'],
    ['p:tracing', 'on', 'tracing is "on": must be true or false'],
    ['p:imageTag', '2', 'imageTag is "2": the algorithm\'s image is published as "1" and "latest"'],
    ['p:classOrder', '["a",1]', 'classOrder is "[\\"a\\",1]": must be a list of texts'],
    [
      'p:classOrder',
      '["a","b","a"]',
      'classOrder is "[\\"a\\",\\"b\\",\\"a\\"]": names "a" more than once; list each class once',
    ],
    [
      'p:classOrder',
      '["a","b/c"]',
      'classOrder is "[\\"a\\",\\"b/c\\"]": has "b/c": a class is the name of one folder below train/',
    ],
    [
      'p:hyperparameters',
      'epochs=3',
      'hyperparameters is "epochs=3": must be JSON; set its members with `pulumi config set --path`',
    ],
    ['p:hyperparameters', '[]', 'hyperparameters is "[]": must be an object of names and values'],
    ['p:tracing', undefined, 'tracing is missing: set it with `pulumi config set tracing <value>`'],
    [
      'p:instance_type',
      'x',
      'instance_type is not a key of this project: did you mean "instanceType"? rename it, or remove it with `pulumi config rm instance_type`',
    ],
    [
      'p:tags',
      '{"team":7}',
      'tags.team is 7: a value is text of at most 256 letters, digits, spaces or _ . : / = + - @',
    ],
    ['p:tags', '{"managed-by":"me"}', 'tags.managed-by is "me": the program sets this tag itself; choose another name'],
  ];
  for (const [key, value, expected] of single) {
    it(`refuses ${key} ${value ?? 'left out'}`, () => {
      expect(problems({ [key]: value })).to.deep.equal([expected]);
    });
  }

  it('refuses a log retention that CloudWatch does not have', () => {
    expect(problems({ 'p:logRetentionDays': '10' })[0]).to.match(
      /^logRetentionDays is "10": CloudWatch Logs keeps logs for 1, 3, 5, 7, 14, 30, /,
    );
  });

  it('lists the known keys where none is near', () => {
    expect(problems({ 'p:colour': 'red' })[0]).to.match(
      /^colour is not a key of this project: known keys are alertEmail, classOrder, datasetPrefix, /,
    );
  });

  it('says where the region has to come from when it is missing', () => {
    expect(problems({ 'aws:region': undefined })).to.deep.equal([
      'aws:region is missing: set it with `pulumi config set aws:region <value>`',
    ]);
  });

  for (const region of ['us-east-1', 'cn-north-1', 'us-gov-west-1', 'ca-west-1']) {
    it(`takes the region ${region}`, () => {
      expect(problems({ 'aws:region': region })).to.deep.equal([]);
    });
  }

  it('refuses a region without the algorithm and names the nearest that has it', () => {
    expect(problems({ 'aws:region': 'ap-southeast-5' })[0]).to.match(
      /^aws:region is "ap-southeast-5": this region has no image-classification algorithm; did you mean "ap-southeast-1"\? it is in af-south-1, /,
    );
  });

  for (const prefix of [
    '',
    '/a',
    'a/',
    'a//b',
    '.',
    'a/../b',
    'a b',
    'a*',
    'a?b',
    `${'$'}{aws:username}`,
    'x'.repeat(201),
  ]) {
    it(`refuses the dataset prefix ${JSON.stringify(prefix.slice(0, 20))}`, () => {
      expect(problems({ 'p:datasetPrefix': prefix })).to.have.length(1);
    });
  }
});

function caught(values: Readonly<Record<string, string>>): ConfigError {
  try {
    parseConfig(values, 'p', 'dev');
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}
