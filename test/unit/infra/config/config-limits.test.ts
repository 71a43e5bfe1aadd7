import { expect } from 'chai';
import { CRON_FIELDS, fieldMeaning } from '../../../../infra/config/cron-fields.ts';
import { scheduleRule } from '../../../../infra/config/schedule-expression.ts';
import { workflowNameProblem } from '../../../../infra/config/workflow-name.ts';
import { problemsWith } from './good-values.ts';

const KEY = 'arn:aws:kms:eu-west-1:123456789012:key/1234abcd';
const ROLE = 'arn:aws:iam::123456789012:role/r';

/** What a key takes, and what it does not; other keys that go with the value. */
const rows: readonly [key: string, taken: readonly string[], refused: readonly string[]][] = [
  // CreateTrainingJob: InstanceCount (quotas allow fewer), VolumeSizeInGB, MaxRuntimeInSeconds (28 days).
  ['instanceCount', ['1', '100'], ['0', '101', '1x', 'x1', '-1', '1.0', '']],
  ['split', ['folders', 'automatic'], ['', 'auto', 'Folders']],
  ['validationFraction', ['0.2', '.5', '0.999'], ['0', '1', '0.0', '1.5', '-0.2', '20%', '']],
  ['groupPattern', ['', '(a)', '^[^/]+/(\\d+)_', '(?:a|b)(c)'], ['a', '(a)(b)', '(a', '(?:a)']],
  [
    'labelsFile',
    ['labels.csv', 'a/b-c_d.e/output.manifest', 'labels/2024=a+b@c.csv', 'output.csv', 'x'.repeat(800)],
    [
      ...['s3://bucket/labels.csv', '/labels.csv', 'labels/', 'a//b', '../labels.csv', 'a b', 'a*', 'a?', '\u00e4'],
      ...['labels.json', 'train-data.lst', 'runs/a.csv', 'output/a.csv', 'x'.repeat(801)],
    ],
  ],
  [
    'labelAttribute',
    ['', 'species', 'a-b', '_a.b', 'x'.repeat(127)],
    ['a b', '-a', 'source-ref', 'species-metadata', 'x'.repeat(128)],
  ],
  ['samplePerClass', ['0', '1', '100'], ['-1', '101', '1.5', '']],
  ['volumeSizeGb', ['1', '16384'], ['0', '16385']],
  ['maxRuntimeSeconds', ['1', '7200'], ['0', '2419201']],
  // Lambda's quotas: 128 MB to 10,240 MB. PutRetentionPolicy: retentionInDays.
  ['functionMemoryMb', ['128', '10240'], ['127', '10241']],
  ['functionStorageMb', ['512', '10240'], ['511', '10241']],
  ['logRetentionDays', ['1', '3', '14', '365', '3653'], ['0', '2', '364', '3654']],
  ['noncurrentVersionDays', ['', '1', '2147483647'], ['0', '2147483648', '-1']],
  ['maximumRunCost', ['', '100', '10.5', '123456789'], ['0', '-1', '1.', '.5', '1e3', '1234567890', 'x1', '1x', '$1']],
  ['alertEmail', ['', 'a@b.c', 'a.b@c.d.e'], ['@b.c', 'a@b', 'a b@c.d', 'a@b.c d', 'a@b@c.d', 'a@.', 'a@b.', ' a@b.c']],
  // S3 User Guide, "General purpose bucket naming rules".
  [
    'bucketName',
    ['', 'abc', 'a-b.c', '3ab', 'x'.repeat(63), '1.2.3', '1.2.3.4a', 'axn--b'],
    [
      'ab',
      'x'.repeat(64),
      'Abc',
      '-ab',
      'ab-',
      '.ab',
      'ab.',
      'a..b',
      '1.2.3.4',
      'xn--ab',
      'sthree-a',
      'amzn-s3-demo-a',
      'a/b',
    ],
  ],
  [
    'trainingRoleArn',
    [ROLE, 'arn:aws-cn:iam::123456789012:role/a/b', 'arn:aws-us-gov:iam::123456789012:role/a+b=c,d.e@f_g-h'],
    [
      `x${ROLE}`,
      `${ROLE} x`,
      ROLE.replace('12:', ':'),
      ROLE.replace('role', 'user'),
      'arn:aws:iam::123456789012:role/',
    ],
  ],
  [
    'encryptionKeyArn',
    [KEY, 'arn:aws-cn:kms:cn-north-1:123456789012:key/mrk-1'],
    [`x${KEY}`, `${KEY}/x`, KEY.replace('key', 'alias'), KEY.replace('12:', ':'), `${KEY} `],
  ],
  ['datasetPrefix', ['a', 'a.b/c_d/E-1', '...a', 'x'.repeat(200)], ['a b', 'a\n', '..', 'a/..', 'x'.repeat(201), '/a']],
  ['repeatTrainingSeconds', ['1', '86400'], ['0', '86401', '-1', '1.5', 'a']],
  ['repeatWaitSeconds', ['600', '3600'], ['0', '3601', '1.5', '']],
  [
    'alternativeInstanceTypes',
    ['[]', '["ml.g5.xlarge"]', '["ml.g5.xlarge","ml.p3.2xlarge"]'],
    ['["ml.m5.large"]', '["ml.g5.xlarge","ml.g5.xlarge"]', '"ml.g5.xlarge"', '[1]', 'ml.g5.xlarge'],
  ],
  ['classOrder', ['[]', '["a b"]', `["${'x'.repeat(255)}"]`], [`["${'x'.repeat(256)}"]`, '[""]', '["a/"]', '{}', 'a']],
  // Tagging AWS resources: 128 characters of a key, 256 of a value; letters, digits, spaces and _ . : / = + - @.
  [
    'tags',
    [
      '{"a b_.:/=+-@é":"a b_.:/=+-@é"}',
      `{"${'x'.repeat(128)}":"${'y'.repeat(256)}"}`,
      '{"a":""}',
      '{"xaws:a":"b"}',
      '{}',
    ],
    [
      ...['{"":"a"}', '{"AWS:a":"b"}', '{"a*":"b"}', '{"*a":"b"}', '{"a":"*b"}', '{"a":"b*"}', '{"a":1}', '[]'],
      ...[`{"${'x'.repeat(129)}":"a"}`, `{"a":"${'y'.repeat(257)}"}`],
    ],
  ],
];

describe('the limits of a configuration', () => {
  for (const [key, taken, refused] of rows) {
    it(`are those of ${key}`, () => {
      const problemsOf = (value: string) =>
        problemsWith({ 'p:maximumRunCost': '', 'p:groupPattern': '', [`p:${key}`]: value });
      for (const value of taken) expect(problemsOf(value), value).to.deep.equal([]);
      for (const value of refused) {
        const problems = problemsOf(value);
        expect(problems, value).to.have.length(1);
        expect(problems[0], value).to.match(new RegExp(`^${key}\\b`));
      }
    });
  }

  it('are said with what a value may be', () => {
    const said: Readonly<Record<string, readonly [value: string, rule: string]>> = {
      datasetPrefix: ['a b', 'may have only letters, digits and . _ - /'],
      bucketName: ['ab', 'must be the name of a bucket, without s3:// and without a folder'],
      trainingRoleArn: ['r', 'must be the ARN of a role such as arn:aws:iam::123456789012:role/training'],
      volumeSizeGb: ['0', 'must be from 1 to 16384'],
      validationFraction: ['1', 'must be a number between 0 and 1, such as 0.2'],
      groupPattern: ['a', 'must have one group in parentheses, and has 0; (?:...) groups without counting'],
    };
    for (const [key, [value, rule]] of Object.entries(said))
      expect(problemsWith({ [`p:${key}`]: value })).to.deep.equal([`${key} is "${value}": ${rule}`]);
    const prefixes: readonly [prefix: string, rule: string][] = [
      ['', 'must not be empty; use a folder name such as "dataset"'],
      ['x'.repeat(201), "must be at most 200 characters, so that keys stay below S3's 1,024 bytes"],
      [
        'a/../b',
        'must be folder names joined by single slashes, without one at the beginning or end, and none of them "." or ".."',
      ],
    ];
    for (const [prefix, rule] of prefixes)
      expect(problemsWith({ 'p:datasetPrefix': prefix })).to.deep.equal([
        `datasetPrefix is ${JSON.stringify(prefix)}: ${rule}`,
      ]);
    const tags: readonly [tags: string, problem: string][] = [
      ['{"aws:a":"b"}', 'tags.aws:a is "b": names that begin with "aws:" belong to AWS; choose another name'],
      ['{"a*":"b"}', 'tags.a* is "b": a name has 1 to 128 letters, digits, spaces or _ . : / = + - @'],
      ['{"a":"*"}', 'tags.a is "*": a value is text of at most 256 letters, digits, spaces or _ . : / = + - @'],
    ];
    for (const [value, problem] of tags) expect(problemsWith({ 'p:tags': value })).to.deep.equal([problem]);
  });

  it('are those of a workflow’s name', () => {
    for (const name of ['a', 'a-b', '1', 'axn--b', 'a-sthree-']) {
      if (!name.endsWith('-')) expect(workflowNameProblem(name), name).to.equal(undefined);
    }
    for (const name of ['a-', '-a', 'a_b', 'aB', 'a b', 'a\n', 'xn--a', 'sthree-a', 'amzn-s3-demo-a'])
      expect(workflowNameProblem(name), name).to.be.a('string');
  });
});

// EventBridge User Guide, "Cron expressions reference".
describe('the fields of a cron expression', () => {
  const valuesOf = (name: keyof typeof CRON_FIELDS, text: string) => {
    const meaning = fieldMeaning(CRON_FIELDS[name], text);
    return meaning?.kind === 'values' ? [...meaning.values] : meaning?.kind;
  };
  const fields: readonly [
    field: keyof typeof CRON_FIELDS,
    text: string,
    values: readonly number[] | string | undefined,
  ][] = [
    ['minutes', '0', [0]],
    ['minutes', '59', [59]],
    ['minutes', '60', undefined],
    ['minutes', '50/3', [50, 53, 56, 59]],
    ['minutes', '0-10/5', [0, 5, 10]],
    ['minutes', '0-9/5', [0, 5]],
    ['minutes', '*/30', [0, 30]],
    ['minutes', '5,1-2', [5, 1, 2]],
    ['minutes', '5-5', [5]],
    ['minutes', '5-4', undefined],
    ['minutes', '1/0', undefined],
    ['minutes', '1,', undefined],
    ['minutes', '-1', undefined],
    ['minutes', '1-2x!', undefined],
    ['minutes', ' 1', undefined],
    ['minutes', '1 ', undefined],
    ['minutes', '1.5', undefined],
    ['minutes', '1a', undefined],
    ['minutes', '?', undefined],
    ['minutes', 'L', undefined],
    ['hours', '22-23', [22, 23]],
    ['hours', '24', undefined],
    ['dayOfMonth', '1,31', [1, 31]],
    ['dayOfMonth', '0', undefined],
    ['dayOfMonth', '32', undefined],
    ['dayOfMonth', 'L', 'days of a month'],
    ['dayOfMonth', 'LW', 'days of a month'],
    ['dayOfMonth', '15W', 'days of a month'],
    ['dayOfMonth', '115W', undefined],
    ['dayOfMonth', 'LX', undefined],
    ['month', 'JAN,dec', [1, 12]],
    ['month', '13', undefined],
    ['month', 'JANU', undefined],
    ['dayOfWeek', 'SUN-SAT', [1, 2, 3, 4, 5, 6, 7]],
    ['dayOfWeek', '?', [1, 2, 3, 4, 5, 6, 7]],
    ['dayOfWeek', '8', undefined],
    ['dayOfWeek', 'FRIL', 'days of a month'],
    ['dayOfWeek', '2#5', 'days of a month'],
    ['dayOfWeek', '2#6', undefined],
    ['dayOfWeek', 'x2#1', undefined],
    ['dayOfWeek', '2#11', undefined],
    ['year', '2198-2199', [2198, 2199]],
    ['year', '1970', [1970]],
    ['year', '1969', undefined],
    ['year', '2200', undefined],
  ];
  for (const [field, text, values] of fields) {
    it(`make ${JSON.stringify(values)?.slice(0, 40) ?? 'nothing'} of ${field} "${text}"`, () => {
      expect(valuesOf(field, text)).to.deep.equal(values);
    });
  }

  it('stand in a form that has nothing before or behind it', () => {
    for (const text of ['xrate(1 day)', 'rate(1 day)x', 'rate(01 days) ', 'xcron(0 3 1 * ? *)', 'cron(0 3 1 * ? *)x'])
      expect(scheduleRule(text), text).to.be.a('string');
  });
});
