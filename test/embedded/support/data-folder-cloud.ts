import {
  DescribeAlarmsCommand,
  GetMetricStatisticsCommand,
  ListDashboardsCommand,
  ListMetricsCommand,
} from '@aws-sdk/client-cloudwatch';
import {
  DescribeLogGroupsCommand,
  DescribeLogStreamsCommand,
  GetLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { ListRulesCommand } from '@aws-sdk/client-eventbridge';
import { ListRolesCommand } from '@aws-sdk/client-iam';
import { ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { ListBucketsCommand, ListMultipartUploadsCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import {
  ListModelPackageGroupsCommand,
  ListModelPackagesCommand,
  ListModelsCommand,
  ListTrainingJobsCommand,
  ListTransformJobsCommand,
} from '@aws-sdk/client-sagemaker';
import {
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  ListActivitiesCommand,
  ListExecutionsCommand,
  ListMapRunsCommand,
  ListStateMachinesCommand,
  type SFNClient,
} from '@aws-sdk/client-sfn';
import { ListSubscriptionsCommand, ListTopicsCommand } from '@aws-sdk/client-sns';
import type { StartedCloud } from '../../../emulators/cloud/started-cloud.ts';

export async function executionStatus(sfn: SFNClient, executionArn: string | undefined): Promise<string | undefined> {
  return (await sfn.send(new DescribeExecutionCommand({ executionArn }))).status;
}

/** Reads all that there is, as users would; gives how many records of each kind there are. */
export async function readEverything({ clients }: StartedCloud): Promise<Readonly<Record<string, number>>> {
  const { iam, lambda, sns, events } = clients;
  return {
    ...(await readS3(clients)),
    ...(await readLogs(clients)),
    ...(await readMetrics(clients)),
    ...(await readStates(clients)),
    ...(await readSageMaker(clients)),
    roles: (await iam.send(new ListRolesCommand({}))).Roles?.length ?? 0,
    functions: (await lambda.send(new ListFunctionsCommand({}))).Functions?.length ?? 0,
    topics: (await sns.send(new ListTopicsCommand({}))).Topics?.length ?? 0,
    subscriptions: (await sns.send(new ListSubscriptionsCommand({}))).Subscriptions?.length ?? 0,
    rules: (await events.send(new ListRulesCommand({}))).Rules?.length ?? 0,
  };
}

async function readSageMaker({ sagemaker }: StartedCloud['clients']) {
  const { TrainingJobSummaries = [] } = await sagemaker.send(new ListTrainingJobsCommand({}));
  const { TransformJobSummaries = [] } = await sagemaker.send(new ListTransformJobsCommand({}));
  const { Models = [] } = await sagemaker.send(new ListModelsCommand({}));
  const { ModelPackageGroupSummaryList = [] } = await sagemaker.send(new ListModelPackageGroupsCommand({}));
  const packages = await sagemaker.send(new ListModelPackagesCommand({ ModelPackageType: 'Both' }));
  return {
    jobs: TrainingJobSummaries.length,
    transforms: TransformJobSummaries.length,
    models: Models.length,
    packageGroups: ModelPackageGroupSummaryList.length,
    packages: packages.ModelPackageSummaryList?.length ?? 0,
  };
}

async function readS3({ s3 }: StartedCloud['clients']) {
  let objects = 0;
  let uploads = 0;
  const { Buckets = [] } = await s3.send(new ListBucketsCommand({}));
  for (const { Name: Bucket } of Buckets) {
    objects += (await s3.send(new ListObjectsV2Command({ Bucket }))).KeyCount ?? 0;
    uploads += (await s3.send(new ListMultipartUploadsCommand({ Bucket }))).Uploads?.length ?? 0;
  }
  return { buckets: Buckets.length, objects, uploads };
}

async function readLogs({ logs }: StartedCloud['clients']) {
  let streams = 0;
  let logEvents = 0;
  const { logGroups = [] } = await logs.send(new DescribeLogGroupsCommand({}));
  for (const { logGroupName } of logGroups) {
    const { logStreams = [] } = await logs.send(new DescribeLogStreamsCommand({ logGroupName }));
    streams += logStreams.length;
    for (const { logStreamName } of logStreams) {
      const command = new GetLogEventsCommand({ logGroupName, logStreamName, startFromHead: true });
      logEvents += (await logs.send(command)).events?.length ?? 0;
    }
  }
  return { groups: logGroups.length, streams, logEvents };
}

async function readMetrics({ cloudwatch }: StartedCloud['clients']) {
  const { Metrics = [] } = await cloudwatch.send(new ListMetricsCommand({}));
  const time = { StartTime: new Date(Date.now() - 3_600_000), EndTime: new Date(), Period: 3_600 };
  for (const { Namespace, MetricName, Dimensions } of Metrics) {
    const metric = { Namespace, MetricName, ...(Dimensions === undefined ? {} : { Dimensions }) };
    await cloudwatch.send(new GetMetricStatisticsCommand({ ...metric, ...time, Statistics: ['Sum'] }));
  }
  const { MetricAlarms = [] } = await cloudwatch.send(new DescribeAlarmsCommand({}));
  const { DashboardEntries = [] } = await cloudwatch.send(new ListDashboardsCommand({}));
  return { metrics: Metrics.length, alarms: MetricAlarms.length, dashboards: DashboardEntries.length };
}

async function readStates({ sfn }: StartedCloud['clients']) {
  let executionCount = 0;
  let historyEvents = 0;
  const { stateMachines = [] } = await sfn.send(new ListStateMachinesCommand({}));
  for (const { stateMachineArn } of stateMachines) {
    const { executions = [] } = await sfn.send(new ListExecutionsCommand({ stateMachineArn }));
    executionCount += executions.length;
    for (const { executionArn } of executions) {
      await sfn.send(new DescribeExecutionCommand({ executionArn }));
      historyEvents += (await sfn.send(new GetExecutionHistoryCommand({ executionArn }))).events?.length ?? 0;
      const { mapRuns = [] } = await sfn.send(new ListMapRunsCommand({ executionArn }));
      for (const { mapRunArn } of mapRuns) await sfn.send(new ListExecutionsCommand({ mapRunArn }));
    }
  }
  const { activities = [] } = await sfn.send(new ListActivitiesCommand({}));
  return { machines: stateMachines.length, executions: executionCount, historyEvents, activities: activities.length };
}
