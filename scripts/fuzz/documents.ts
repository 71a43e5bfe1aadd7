// Texts with a language of their own, which members of requests carry; mutated inside as well.

const STATEMENT = { Effect: 'Allow', Action: ['s3:Get*', 'lambda:*'], Resource: ['arn:aws:s3:::present/*', '*'] };
const CONDITION = {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of IAM
  StringLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/${aws:username}*' },
  'ForAllValues:StringEqualsIfExists': { 'aws:TagKeys': ['a', 'b'] },
  NumericLessThan: { 's3:max-keys': '10' },
  DateGreaterThan: { 'aws:CurrentTime': '2026-01-01T00:00:00Z' },
  IpAddress: { 'aws:SourceIp': ['10.0.0.0/8', '2001:db8::/32'] },
  Null: { 'aws:TokenIssueTime': 'true' },
  Bool: { 'aws:SecureTransport': 'false' },
};
const POLICIES = [
  { Version: '2012-10-17', Statement: [STATEMENT] },
  { Version: '2012-10-17', Statement: { ...STATEMENT, Condition: CONDITION } },
  {
    Version: '2012-10-17',
    Statement: [{ Sid: 'a', Effect: 'Deny', NotAction: 'iam:*', NotResource: 'arn:aws:s3:::a' }],
  },
  {
    Version: '2012-10-17',
    Statement: [{ ...STATEMENT, Principal: { AWS: ['arn:aws:iam::000000000000:root', '*'] }, Condition: CONDITION }],
  },
];

const RETRY = [
  { ErrorEquals: ['States.ALL'], IntervalSeconds: 1, MaxAttempts: 1, BackoffRate: 2, JitterStrategy: 'FULL' },
];
const CATCH = [{ ErrorEquals: ['States.ALL'], ResultPath: '$.error', Next: 'End' }];
const END = { Type: 'Succeed' };
const PASS = { StartAt: 'P', States: { P: { Type: 'Pass', End: true } } };
const INTRINSICS = {
  'a.$': "States.Format('{} and {}', $.a, States.ArrayLength($.list))",
  'b.$': 'States.ArrayPartition(States.ArrayRange(1, 9, 2), 2)',
  'c.$': "States.Hash(States.JsonToString($), 'SHA-256')",
  'd.$': "States.StringSplit('a,b', ',')",
  'e.$': '$$.Execution.Id',
  'f.$': 'States.JsonMerge($.a, $.b, false)',
  'g.$': "States.Base64Decode('YQ==')",
};
const CHOICES = [
  {
    And: [
      { Variable: '$.a', IsPresent: true },
      { Variable: '$.a', NumericGreaterThan: 1 },
    ],
    Next: 'End',
  },
  { Not: { Variable: '$.a', StringMatches: 'a*\\*b' }, Next: 'End' },
  { Variable: '$.t', TimestampLessThanPath: '$.u', Next: 'End' },
];
const DEFINITIONS = [
  PASS,
  { StartAt: 'A', States: { A: { Type: 'Pass', Parameters: INTRINSICS, ResultPath: '$.r', Next: 'End' }, End: END } },
  { StartAt: 'A', States: { A: { Type: 'Choice', Choices: CHOICES, Default: 'End' }, End: END } },
  {
    StartAt: 'A',
    States: {
      A: {
        Type: 'Task',
        Resource: 'arn:aws:states:::lambda:invoke',
        Parameters: { FunctionName: 'present', 'Payload.$': '$' },
        ResultSelector: { 'p.$': '$.Payload' },
        TimeoutSeconds: 2,
        Retry: RETRY,
        Catch: CATCH,
        Next: 'End',
      },
      End: END,
    },
  },
  {
    StartAt: 'A',
    States: {
      A: {
        Type: 'Task',
        Resource: 'arn:aws:states:::aws-sdk:s3:getObject',
        Parameters: { Bucket: 'present', Key: 'present' },
        Catch: CATCH,
        Next: 'End',
      },
      End: END,
    },
  },
  {
    StartAt: 'A',
    States: {
      A: {
        Type: 'Map',
        ItemsPath: '$.list',
        MaxConcurrency: 2,
        ItemSelector: { 'v.$': '$$.Map.Item.Value' },
        ItemProcessor: PASS,
        ToleratedFailurePercentage: 10,
        Catch: CATCH,
        Next: 'B',
      },
      B: { Type: 'Parallel', Branches: [PASS, PASS], Catch: CATCH, Next: 'End' },
      End: END,
    },
  },
  {
    StartAt: 'A',
    States: {
      A: {
        Type: 'Map',
        ItemReader: {
          Resource: 'arn:aws:states:::s3:getObject',
          ReaderConfig: { InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW', MaxItems: 5 },
          Parameters: { Bucket: 'present', Key: 'present.csv' },
        },
        ItemBatcher: { MaxItemsPerBatch: 2, BatchInput: { a: 1 } },
        ResultWriter: {
          Resource: 'arn:aws:states:::s3:putObject',
          Parameters: { Bucket: 'present', Prefix: 'results' },
        },
        ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'EXPRESS' }, ...PASS },
        End: true,
      },
    },
  },
  {
    QueryLanguage: 'JSONata',
    StartAt: 'A',
    States: {
      A: {
        Type: 'Pass',
        Assign: { a: '{% $sum($states.input.list) %}' },
        Output: "{% $merge([$states.input, {'h': $hash('a', 'MD5'), 'r': $range(1, 5, 1)}]) %}",
        Next: 'W',
      },
      W: { Type: 'Wait', Seconds: '{% 0 %}', Next: 'C' },
      C: {
        Type: 'Choice',
        Choices: [{ Condition: "{% $a > 1 and $states.context.Execution.Id != '' %}", Next: 'F' }],
        Default: 'F',
      },
      F: { Type: 'Fail', Error: '{% $string($a) %}', Cause: 'c' },
    },
  },
];

const PATTERNS = [
  {
    source: ['aws.s3'],
    'detail-type': [{ prefix: 'Object' }],
    detail: { object: { size: [{ numeric: ['>', 0, '<=', 5] }] } },
  },
  { source: [{ 'anything-but': { suffix: ['a', 'b'] } }], detail: { a: [{ exists: false }, { cidr: '10.0.0.0/8' }] } },
  { $or: [{ source: [{ wildcard: 'a*b*c' }] }, { source: [{ 'equals-ignore-case': 'A' }] }] },
  {
    store: ['a', { prefix: 'b' }],
    price: [{ numeric: ['>=', 1, '<', 1e9] }],
    other: [{ 'anything-but': ['x'] }, null],
  },
];
const INPUTS = [{ a: 3, list: [1, 2, 3], t: '2026-01-01T00:00:00Z' }, { a: { b: [{ c: 1 }] } }];
const DASHBOARDS = [
  { widgets: [{ type: 'metric', x: 0, y: 0, width: 6, height: 6, properties: { metrics: [['N', 'M']] } }] },
];

/** What is no JSON. */
const TEXTS = [
  '{ $.level = "error" && $.code >= 500 || $.a[0].b NOT EXISTS }',
  '[ip, user, ..., status = 4*, bytes > 1000]',
  '"ERROR" -debug ?warn',
  '%\\d{3}.*[a-z]+%',
  'rate(5 minutes)',
  'cron(0/15 8-17 ? * MON-FRI *)',
  '$.a..b[?(@.c > 1 && @.d =~ /x/)][-1:]',
  '{% $map([1..10], function($v) { $v * 2 }) %}',
  'projects/*/jobs?[ab]',
];

const OF_ROLES = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: ['lambda.amazonaws.com'] }, Action: 'sts:AssumeRole' }],
};

export const DOCUMENTS: readonly object[] = [
  ...POLICIES,
  OF_ROLES,
  ...DEFINITIONS,
  ...PATTERNS,
  ...INPUTS,
  ...DASHBOARDS,
];
export const LANGUAGE_TEXTS: readonly string[] = TEXTS;
export const STATE_MACHINES: readonly object[] = DEFINITIONS;

const BY_NAME: readonly (readonly [pattern: RegExp, documents: readonly object[]])[] = [
  [/assumerolepolicy|^policydocument$/i, [...POLICIES, OF_ROLES]],
  [/policyinput|policydocument|boundarypolicy|^policy$/i, POLICIES],
  [/definition/i, DEFINITIONS],
  [/eventpattern|filterpolicy|attributevalue/i, PATTERNS],
  [/dashboardbody/i, DASHBOARDS],
  [/^(input|output|detail|payload|message)$/i, INPUTS],
];

/** What a member of this name carries, or nothing where it has no language of its own. */
export function documentsFor(member: string): readonly object[] {
  return BY_NAME.find(([pattern]) => pattern.test(member))?.[1] ?? [];
}
