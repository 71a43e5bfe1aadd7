import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
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
const DELIVERY_MS = 3_000;
const DAY_MS = 86_400_000;
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
    filter('ten words', '?b ?c ?d ?e ?f ?g ?h ?i ?j'),
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
  const Detail = JSON.stringify({ a: 'a'.repeat(25_000) });
  const Entries = Array.from({ length: 10 }, () => ({ Source: 'a'.repeat(200), DetailType: 'd', Detail }));
  return [
    {
      name: 'PutRule with 21 wildcards',
      run: ({ events }) => events.send(new PutRuleCommand({ Name: 'bench', EventPattern })),
    },
    {
      name: 'PutEvents of 10 events of 25 KB',
      run: ({ events }) => events.send(new PutEventsCommand({ Entries })),
    },
    publishing(),
    ...metrics(),
  ];
}

/** The functions are not there: their invocations are refused, as many of them as there are subscriptions. */
function publishing(): HeavyRequest {
  const FilterPolicy = JSON.stringify({
    a: ['x', ...Array.from({ length: 28 }, (_, at) => ({ prefix: `${'a'.repeat(at + 1)}` }))],
    b: [{ numeric: ['>', 0] }],
    c: [{ 'anything-but': ['x', 'y'] }],
  });
  const Attributes = { FilterPolicy, FilterPolicyScope: 'MessageBody' };
  const Message = JSON.stringify({ a: PATHOLOGICAL, b: 1, c: 'z', e: 'e'.repeat(250_000) });
  const subscribe = ({ sns }: AwsClients, at: number) => {
    const Endpoint = `arn:aws:lambda:us-east-1:000000000000:function:absent-${at}`;
    return sns.send(new SubscribeCommand({ TopicArn: TOPIC, Protocol: 'lambda', Endpoint, Attributes }));
  };
  return {
    name: 'Publish of 250 KB to 200 filtered subscriptions',
    prepare: (clients) => inParallel(200, 8, (at) => subscribe(clients, at)),
    run: async ({ sns }) => {
      await sns.send(new PublishCommand({ TopicArn: TOPIC, Message }));
      await delay(DELIVERY_MS);
    },
  };
}

function metrics(): readonly HeavyRequest[] {
  const values = Array.from({ length: 150 }, (_, at) => at);
  const series = Array.from({ length: 500 }, (_, at) => ({
    MetricName: `m${at}`,
    Dimensions: [{ Name: 'a', Value: `${at}` }],
  }));
  const MetricData = series.map((one) => ({ ...one, Values: values, Counts: values.map(() => 1) }));
  const MetricDataQueries = series.map((one, at) => ({
    Id: `q${at}`,
    MetricStat: { Metric: { Namespace: 'bench', ...one }, Period: 60, Stat: 'Sum' },
  }));
  const span = () => ({ StartTime: new Date(Date.now() - 14 * DAY_MS), EndTime: new Date() });
  return [
    {
      name: 'PutMetricData of 500 series with 150 values',
      run: ({ cloudwatch }) => cloudwatch.send(new PutMetricDataCommand({ Namespace: 'bench', MetricData })),
    },
    {
      name: 'GetMetricData of 500 series over two weeks',
      run: ({ cloudwatch }) => cloudwatch.send(new GetMetricDataCommand({ ...span(), MetricDataQueries })),
    },
  ];
}
