import { type CloudWatchLogsClient, paginateDescribeLogStreams } from '@aws-sdk/client-cloudwatch-logs';
import { type EventBridgeClient, ListRulesCommand } from '@aws-sdk/client-eventbridge';
import {
  DescribeTrainingJobCommand,
  paginateListModels,
  paginateListTags,
  type SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import {
  DescribeStateMachineCommand,
  ListTagsForResourceCommand,
  paginateListStateMachines,
  type SFNClient,
} from '@aws-sdk/client-sfn';
import { UserError } from '../emulators/core/user-error.ts';
import { isOwned, type Leftovers, type LogStream, type Owner } from './stack-leftovers.ts';

export interface CleanedAccount {
  readonly sagemaker: SageMakerClient;
  readonly logs: CloudWatchLogsClient;
  readonly sfn: SFNClient;
  readonly events: EventBridgeClient;
}

/** One group for the training jobs of the whole account and region. */
const TRAINING_LOG_GROUP = '/aws/sagemaker/TrainingJobs';
/** Step Functions makes each for the first state machine that waits for such jobs, and never deletes it; by the task that waits. */
const SHARED_RULES = [
  { task: 'sagemaker:createTrainingJob.sync', rule: 'StepFunctionsGetEventsForSageMakerTrainingJobsRule' },
  { task: 'sagemaker:createTransformJob.sync', rule: 'StepFunctionsGetEventsForSageMakerTransformJobsRule' },
] as const;

/** Everything that a destroyed stack has left. Throws where the stack is still deployed: its models and logs are in use then. */
export async function findLeftovers(account: CleanedAccount, owner: Owner): Promise<Leftovers> {
  const unused = await unusedRules(account, owner);
  const models = await foundModels(account, owner);
  const streams = await foundStreams(account, owner);
  return {
    models: models.owned,
    logStreams: streams.owned,
    sharedRules: await rulesThere(account, unused),
    others: [...models.others, ...streams.others],
  };
}

/** The shared rules that no state machine of the region waits by. */
async function unusedRules({ sfn }: CleanedAccount, owner: Owner): Promise<readonly string[]> {
  const unused = new Map<string, string>(SHARED_RULES.map(({ task, rule }) => [task, rule]));
  for await (const { stateMachines = [] } of paginateListStateMachines({ client: sfn }, {})) {
    for (const { stateMachineArn = '', name = '' } of stateMachines) {
      const { tags = [] } = await sfn.send(new ListTagsForResourceCommand({ resourceArn: stateMachineArn }));
      if (isOwned(new Map(tags.map(({ key = '', value = '' }) => [key, value])), owner))
        throw stillDeployed(owner, name);
      const { definition = '' } = await sfn.send(new DescribeStateMachineCommand({ stateMachineArn }));
      for (const task of unused.keys()) if (definition.includes(task)) unused.delete(task);
    }
  }
  return [...unused.values()];
}

function stillDeployed({ stack }: Owner, stateMachine: string): UserError {
  return new UserError(
    'StackStillDeployed',
    `stack "${stack}" is still deployed (state machine ${stateMachine}), and its models and logs are in use; run \`pulumi destroy --stack ${stack}\` first`,
  );
}

interface Found<T> {
  readonly owned: readonly T[];
  readonly others: readonly string[];
}

async function foundModels({ sagemaker }: CleanedAccount, owner: Owner): Promise<Found<string>> {
  const owned: string[] = [];
  const others: string[] = [];
  const beginning = `${owner.prefix}-`;
  for await (const { Models = [] } of paginateListModels({ client: sagemaker }, { NameContains: owner.prefix })) {
    for (const { ModelName = '', ModelArn = '' } of Models) {
      if (!ModelName.startsWith(beginning)) continue;
      if (isOwned(await tagsOf(sagemaker, ModelArn), owner)) owned.push(ModelName);
      else others.push(`model ${ModelName}: its tags are not those of stack ${owner.stack}`);
    }
  }
  return { owned, others };
}

/** A stream belongs to the stack whose training job wrote it: jobs stay known, and have tags. */
async function foundStreams({ sagemaker, logs }: CleanedAccount, owner: Owner): Promise<Found<LogStream>> {
  const owned: LogStream[] = [];
  const others: string[] = [];
  const ofJob = new Map<string, boolean>();
  for (const name of await streamNames(logs, `${owner.prefix}-`)) {
    const job = name.split('/')[0] ?? '';
    const known = ofJob.get(job) ?? (await isOwnedJob(sagemaker, job, owner));
    ofJob.set(job, known);
    if (known) owned.push({ group: TRAINING_LOG_GROUP, name });
    else others.push(`log stream ${name}: no training job ${job} has the tags of stack ${owner.stack}`);
  }
  return { owned, others };
}

async function streamNames(logs: CloudWatchLogsClient, logStreamNamePrefix: string): Promise<readonly string[]> {
  const names: string[] = [];
  const request = { logGroupName: TRAINING_LOG_GROUP, logStreamNamePrefix };
  try {
    for await (const { logStreams = [] } of paginateDescribeLogStreams({ client: logs }, request)) {
      names.push(...logStreams.flatMap(({ logStreamName }) => logStreamName ?? []));
    }
  } catch (error) {
    // No training job has ever run in this region.
    if (!(error instanceof Error && error.name === 'ResourceNotFoundException')) throw error;
  }
  return names;
}

async function isOwnedJob(sagemaker: SageMakerClient, TrainingJobName: string, owner: Owner): Promise<boolean> {
  try {
    const { TrainingJobArn = '' } = await sagemaker.send(new DescribeTrainingJobCommand({ TrainingJobName }));
    return isOwned(await tagsOf(sagemaker, TrainingJobArn), owner);
  } catch (error) {
    // SageMaker says either of a job that it does not know.
    if (error instanceof Error && ['ResourceNotFound', 'ValidationException'].includes(error.name)) return false;
    throw error;
  }
}

async function tagsOf(sagemaker: SageMakerClient, ResourceArn: string): Promise<ReadonlyMap<string, string>> {
  const tags = new Map<string, string>();
  for await (const { Tags = [] } of paginateListTags({ client: sagemaker }, { ResourceArn })) {
    for (const { Key = '', Value = '' } of Tags) tags.set(Key, Value);
  }
  return tags;
}

async function rulesThere({ events }: CleanedAccount, names: readonly string[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const NamePrefix of names) {
    const { Rules = [] } = await events.send(new ListRulesCommand({ NamePrefix }));
    found.push(...Rules.flatMap(({ Name }) => (Name === NamePrefix ? [Name] : [])));
  }
  return found;
}
