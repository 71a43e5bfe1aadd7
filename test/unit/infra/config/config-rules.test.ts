import { expect } from 'chai';
import { problemsWith as problems } from './good-values.ts';

describe('the rules of a configuration', () => {
  const single: [string, string, string][] = [
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
    [
      'p:minimumRecall',
      '{"a":0.9,"b.$":0.5}',
      'minimumRecall.b.$: a name that ends in ".$" is a path to Step Functions; rename the class, or leave it out',
    ],
    ['p:maximumRunCost', '0', 'maximumRunCost is "0": must be more than 0; leave it empty for none'],
    ['p:noncurrentVersionDays', '0', 'noncurrentVersionDays is "0": must be from 1 to 2147483647'],
    [
      'p:bucketName',
      's3://images',
      'bucketName is "s3://images": must be the name of a bucket, without s3:// and without a folder',
    ],
    [
      'p:bucketName',
      'xn--images',
      'bucketName is "xn--images": must be the name of a bucket, without s3:// and without a folder',
    ],
    [
      'p:modelRoleArn',
      'model',
      'modelRoleArn is "model": must be the ARN of a role such as arn:aws:iam::123456789012:role/training',
    ],
    [
      'p:encryptionKeyArn',
      'arn:aws:kms:eu-west-1:123456789012:alias/images',
      'encryptionKeyArn is "arn:aws:kms:eu-west-1:123456789012:alias/images": must be the ARN of a key such as arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab, not of an alias',
    ],
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
    [
      'p:tags',
      '{"Project":"me"}',
      'tags.Project is "me": "project" is the same name to IAM, where letter case does not count; choose another name',
    ],
    [
      'p:tags',
      '{"team":"a","Team":"b"}',
      'tags.Team is "b": "team" is the same name to IAM, where letter case does not count; choose another name',
    ],
    [
      'p:tags',
      JSON.stringify(Object.fromEntries(Array.from({ length: 48 }, (_, index) => [`t${index}`, 'x']))),
      "tags has 48 tags: a resource has at most 50, of which 3 are the program's",
    ],
  ];
  for (const [key, value, expected] of single) {
    it(`refuses ${key} ${value}`, () => {
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
      /^colour is not a key of this project: known keys are accuracyMargin, alertEmail, allowVanishedClasses, alternativeInstanceTypes, autoApprove, bucketName, /,
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
