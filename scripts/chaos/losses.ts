import { paginateFilterLogEvents } from '@aws-sdk/client-cloudwatch-logs';
import { ListRulesCommand } from '@aws-sdk/client-eventbridge';
import { paginateListRoles } from '@aws-sdk/client-iam';
import { GetObjectCommand, paginateListObjectsV2 } from '@aws-sdk/client-s3';
import { paginateListTrainingJobs } from '@aws-sdk/client-sagemaker';
import { paginateGetExecutionHistory, paginateListExecutions } from '@aws-sdk/client-sfn';
import type { AwsClients } from '../../emulators/core/aws-clients.ts';
import type { Acknowledged } from './acknowledged.ts';
import { versionLosses } from './versions.ts';
import { BUCKET, LOG, OVERWRITTEN, type Workplace } from './writers.ts';

/** What was acknowledged and is not there as it was, after a start on the data folder; empty when all is well. */
export async function lossesIn(
  clients: AwsClients,
  workplace: Workplace,
  acknowledged: Acknowledged,
  fresh: ReadonlySet<string>,
) {
  const lists = await Promise.all([
    missing('object', acknowledged.objects.keys(), await keysIn(clients)),
    missing('log event', acknowledged.logEvents, await messagesIn(clients)),
    missing('role', acknowledged.roles, await rolesIn(clients)),
    missing('rule', acknowledged.rules, await rulesIn(clients)),
    missing('training job', acknowledged.jobs, await jobsIn(clients)),
    missing('execution', acknowledged.executions, await executionsIn(clients, workplace)),
    wrongContents(clients, acknowledged, fresh),
    wrongVersion(clients, acknowledged),
    versionLosses(clients, acknowledged.versions),
    halfHistories(clients, acknowledged, fresh),
  ]);
  return lists.flat();
}

function missing(what: string, wanted: Iterable<string>, found: ReadonlySet<string>): readonly string[] {
  return [...wanted].filter((name) => !found.has(name)).map((name) => `${what} ${name} is not there`);
}

async function keysIn({ s3 }: AwsClients): Promise<ReadonlySet<string>> {
  const keys = new Set<string>();
  for await (const { Contents = [] } of paginateListObjectsV2({ client: s3 }, { Bucket: BUCKET })) {
    for (const { Key = '' } of Contents) keys.add(Key);
  }
  return keys;
}

async function messagesIn({ logs }: AwsClients): Promise<ReadonlySet<string>> {
  const messages = new Set<string>();
  for await (const { events = [] } of paginateFilterLogEvents({ client: logs }, { logGroupName: LOG.logGroupName })) {
    for (const { message = '' } of events) messages.add(message);
  }
  return messages;
}

async function rolesIn({ iam }: AwsClients): Promise<ReadonlySet<string>> {
  const names = new Set<string>();
  for await (const { Roles = [] } of paginateListRoles({ client: iam }, {})) {
    for (const { RoleName = '' } of Roles) names.add(RoleName);
  }
  return names;
}

async function rulesIn({ events }: AwsClients): Promise<ReadonlySet<string>> {
  const names = new Set<string>();
  let NextToken: string | undefined;
  do {
    const page = await events.send(new ListRulesCommand(NextToken === undefined ? {} : { NextToken }));
    for (const { Name = '' } of page.Rules ?? []) names.add(Name);
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  return names;
}

async function jobsIn({ sagemaker }: AwsClients): Promise<ReadonlySet<string>> {
  const names = new Set<string>();
  for await (const { TrainingJobSummaries = [] } of paginateListTrainingJobs({ client: sagemaker }, {})) {
    for (const { TrainingJobName = '' } of TrainingJobSummaries) names.add(TrainingJobName);
  }
  return names;
}

async function executionsIn({ sfn }: AwsClients, { stateMachineArn }: Workplace): Promise<ReadonlySet<string>> {
  const arns = new Set<string>();
  for await (const { executions = [] } of paginateListExecutions({ client: sfn }, { stateMachineArn })) {
    for (const { executionArn = '' } of executions) arns.add(executionArn);
  }
  return arns;
}

/** Reads what was written since the last start: what is older has been read before. */
async function wrongContents({ s3 }: AwsClients, { objects }: Acknowledged, fresh: ReadonlySet<string>) {
  const wrong: string[] = [];
  for (const [Key, content] of objects) {
    if (!fresh.has(Key)) continue;
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: BUCKET, Key }));
    if ((await Body?.transformToString()) !== content) wrong.push(`object ${Key} has another content`);
  }
  return wrong;
}

async function wrongVersion({ s3 }: AwsClients, { overwritten: { answered, sent } }: Acknowledged) {
  if (answered === 0) return [];
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: BUCKET, Key: OVERWRITTEN }));
  const version = Number(await Body?.transformToString());
  if (version >= answered && version <= sent) return [];
  return [`object ${OVERWRITTEN} is version ${version}: ${answered} was answered, ${sent} was sent`];
}

/** Every history begins with ExecutionStarted, ends with an end, and counts on without a gap. */
async function halfHistories({ sfn }: AwsClients, { executions }: Acknowledged, fresh: ReadonlySet<string>) {
  const wrong: string[] = [];
  for (const executionArn of executions) {
    if (!fresh.has(executionArn)) continue;
    const found = [];
    for await (const { events = [] } of paginateGetExecutionHistory({ client: sfn }, { executionArn }))
      found.push(...events);
    const isWhole =
      found.every(({ id }, index) => id === index + 1) &&
      /^Execution(Succeeded|Aborted)$/.test(found.at(-1)?.type ?? '');
    if (!isWhole)
      wrong.push(`the history of ${executionArn} is ${found.map(({ id, type }) => `${id} ${type}`).join(', ')}`);
  }
  return wrong;
}
