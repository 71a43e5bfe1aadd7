import { randomBytes } from 'node:crypto';
import { GetMetricDataCommand, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { FilterLogEventsCommand, GetLogEventsCommand, PutLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { PutEventsCommand, PutRuleCommand } from '@aws-sdk/client-eventbridge';
import {
  GetAccountAuthorizationDetailsCommand,
  SimulateCustomPolicyCommand,
  SimulatePrincipalPolicyCommand,
} from '@aws-sdk/client-iam';
import { CreateFunctionCommand, InvokeCommand } from '@aws-sdk/client-lambda';
import { PublishCommand, SubscribeCommand } from '@aws-sdk/client-sns';
import { strToU8, zipSync } from 'fflate';
import type { AwsClients } from '../../emulators/core/aws-clients.ts';
import { type HeavyRequest, inParallel, MIB, ROLE } from './heavy-request.ts';

const STREAM = { logGroupName: 'bench', logStreamName: 'bench' };
const EVENTS_A_REQUEST = 10_000;
const LOG_EVENTS = 1_000_000;
const TOPIC = 'arn:aws:sns:us-east-1:000000000000:bench';
const STARS = `${'*a'.repeat(40)}*b`;
const PATHOLOGICAL = 'a'.repeat(1_500);

export function otherRequests(): readonly HeavyRequest[] {
  return [...logs(), ...functions(), ...policies(), ...telling()];
}

function logs(): readonly HeavyRequest[] {
  const batch = (from: number) =>
    Array.from({ length: EVENTS_A_REQUEST }, (_, at) => ({
      timestamp: Date.now(),
      message: `{"n": ${from + at}, "level": "info", "t": "aaaaaaaaaaaaaaaaaaaa"}`,
    }));
  const put = ({ logs: client }: AwsClients, from: number) =>
    client.send(new PutLogEventsCommand({ ...STREAM, logEvents: batch(from) }));
  const filter = (name: string, filterPattern: string): HeavyRequest => ({
    name: `FilterLogEvents over ${LOG_EVENTS} events, ${name}`,
    run: async ({ logs: client }) => {
      let nextToken: string | undefined;
      do {
        const input = { logGroupName: STREAM.logGroupName, filterPattern, nextToken };
        ({ nextToken } = await client.send(new FilterLogEventsCommand(input)));
      } while (nextToken !== undefined);
    },
  });
  const large = Array.from({ length: 40 }, () => ({ timestamp: Date.now(), message: 'm'.repeat(25_000) }));
  return [
    { name: 'PutLogEvents of 10,000 events', run: (clients) => put(clients, -1) },
    {
      name: 'PutLogEvents of 1 MB',
      run: ({ logs: client }) =>
        client.send(new PutLogEventsCommand({ ...STREAM, logStreamName: 'large', logEvents: large })),
    },
    {
      ...filter('a word', 'absent'),
      prepare: (clients) =>
        inParallel(LOG_EVENTS / EVENTS_A_REQUEST, 2, (index) => put(clients, index * EVENTS_A_REQUEST)),
    },
    filter('ten words', '?b ?c ?d ?e ?f ?g ?h ?i ?j -level'),
    {
      name: 'GetLogEvents of 10,000 events',
      run: ({ logs: client }) =>
        client.send(new GetLogEventsCommand({ ...STREAM, startFromHead: true, limit: 10_000 })),
    },
  ];
}

function functions(): readonly HeavyRequest[] {
  const code = (files: Record<string, Uint8Array>) =>
    zipSync({ 'index.mjs': strToU8('export const handler = async (event) => event;'), ...files }, { level: 1 });
  const make =
    (FunctionName: string, ZipFile: Uint8Array) =>
    ({ lambda }: AwsClients) =>
      lambda.send(
        new CreateFunctionCommand({
          FunctionName,
          Role: ROLE,
          Runtime: 'nodejs24.x',
          Handler: 'index.handler',
          Code: { ZipFile },
        }),
      );
  const many = Object.fromEntries(
    Array.from({ length: 5_000 }, (_, at) => [`files/${at}.mjs`, strToU8(`export const a = ${at};`.repeat(40))]),
  );
  const invoke = ({ lambda }: AwsClients) =>
    lambda.send(
      new InvokeCommand({
        FunctionName: 'large',
        Payload: Buffer.from(JSON.stringify({ text: 'p'.repeat(5.9 * MIB) })),
      }),
    );
  return [
    { name: 'CreateFunction with a zip of 45 MB', run: make('large', code({ 'data.bin': randomBytes(45 * MIB) })) },
    {
      name: 'CreateFunction with 250 MB unpacked',
      run: make('unpacked', code({ 'data.bin': new Uint8Array(250 * 1_000_000) })),
    },
    { name: 'CreateFunction with 5,000 files', run: make('files', code(many)) },
    { name: 'Invoke with 5.9 MiB', run: invoke },
  ];
}

function policies(): readonly HeavyRequest[] {
  const statement = (at: number) => ({
    Effect: 'Allow',
    Action: [`s3:${STARS}${at}`, `${STARS}:Get*`],
    Resource: `arn:aws:s3:::${STARS}${at}`,
    Condition: { StringLike: { 'aws:PrincipalArn': [STARS, `${STARS}?`] } },
  });
  const document = JSON.stringify({
    Version: '2012-10-17',
    Statement: Array.from({ length: 150 }, (_, at) => statement(at)),
  });
  const request = {
    ActionNames: Array.from({ length: 100 }, (_, at) => `s3:${'Aa'.repeat(50)}${at}`),
    ResourceArns: Array.from({ length: 20 }, (_, at) => `arn:aws:s3:::${PATHOLOGICAL}${at}`),
    ContextEntries: [
      { ContextKeyName: 'aws:PrincipalArn', ContextKeyValues: [PATHOLOGICAL], ContextKeyType: 'string' as const },
    ],
  };
  return [
    {
      name: 'SimulateCustomPolicy, 2,000 questions to 150 statements with 40 wildcards each',
      run: ({ iam }) => iam.send(new SimulateCustomPolicyCommand({ PolicyInputList: [document], ...request })),
    },
    {
      name: 'SimulatePrincipalPolicy of the same',
      run: ({ iam }) =>
        iam.send(
          new SimulatePrincipalPolicyCommand({ PolicySourceArn: ROLE, PolicyInputList: [document], ...request }),
        ),
    },
    {
      name: 'GetAccountAuthorizationDetails',
      run: ({ iam }) => iam.send(new GetAccountAuthorizationDetailsCommand({ MaxItems: 1_000 })),
    },
  ];
}

function telling(): readonly HeavyRequest[] {
  const EventPattern = JSON.stringify({
    source: Array.from({ length: 20 }, (_, at) => ({ wildcard: `*a*b*c${at}` })),
    detail: { a: [{ 'anything-but': { wildcard: '*a*a*a*b' } }] },
  });
  const FilterPolicy = JSON.stringify({
    a: Array.from({ length: 30 }, (_, at) => ({ prefix: `${at}` })),
    b: [{ numeric: ['>', 5] }],
    c: [{ 'anything-but': ['x', 'y'] }],
    d: [{ wildcard: '*a*a*b' }],
  });
  const Message = JSON.stringify({ a: PATHOLOGICAL, b: 1, c: 'z', d: PATHOLOGICAL, e: 'e'.repeat(250_000) });
  const values = Array.from({ length: 150 }, (_, at) => at);
  const datum = (at: number) => ({
    MetricName: `m${at}`,
    Values: values,
    Counts: values.map(() => 1),
    Dimensions: [{ Name: 'a', Value: `${at}` }],
  });
  const query = (at: number) => ({
    Id: `q${at}`,
    MetricStat: {
      Metric: { Namespace: 'bench', MetricName: `m${at}`, Dimensions: [{ Name: 'a', Value: `${at}` }] },
      Period: 60,
      Stat: 'Sum',
    },
  });
  return [
    {
      name: 'PutRule with 21 wildcards',
      run: ({ events }) => events.send(new PutRuleCommand({ Name: 'bench', EventPattern })),
    },
    {
      name: 'PutEvents of 10 events of 25 KB',
      run: ({ events }) =>
        events.send(
          new PutEventsCommand({
            Entries: Array.from({ length: 10 }, () => ({
              Source: PATHOLOGICAL.slice(0, 200),
              DetailType: 'd',
              Detail: JSON.stringify({ a: 'a'.repeat(25_000) }),
            })),
          }),
        ),
    },
    {
      name: 'Publish of 250 KB to 1,000 filtered subscriptions',
      prepare: ({ sns }) =>
        inParallel(1_000, 8, (at) =>
          sns.send(
            new SubscribeCommand({
              TopicArn: TOPIC,
              Protocol: 'email',
              Endpoint: `a${at}@example.com`,
              Attributes: {
                FilterPolicy: FilterPolicy.replace('{"wildcard":"*a*a*b"}', '"x"'),
                FilterPolicyScope: 'MessageBody',
              },
            }),
          ),
        ),
      run: ({ sns }) => sns.send(new PublishCommand({ TopicArn: TOPIC, Message })),
    },
    {
      name: 'PutMetricData of 500 series with 150 values',
      run: ({ cloudwatch }) =>
        cloudwatch.send(
          new PutMetricDataCommand({
            Namespace: 'bench',
            MetricData: Array.from({ length: 500 }, (_, at) => datum(at)),
          }),
        ),
    },
    {
      name: 'GetMetricData of 500 series over two weeks',
      run: ({ cloudwatch }) =>
        cloudwatch.send(
          new GetMetricDataCommand({
            StartTime: new Date(Date.now() - 14 * 86_400_000),
            EndTime: new Date(),
            MetricDataQueries: Array.from({ length: 500 }, (_, at) => query(at)),
          }),
        ),
    },
  ];
}
