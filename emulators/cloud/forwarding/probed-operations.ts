import { DescribeAlarmsCommand, GetMetricDataCommand, ListMetricsCommand } from '@aws-sdk/client-cloudwatch';
import {
  DescribeLogGroupsCommand,
  DescribeLogStreamsCommand,
  FilterLogEventsCommand,
  GetLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { DescribeRuleCommand, ListRulesCommand, ListTargetsByRuleCommand } from '@aws-sdk/client-eventbridge';
import { GetRoleCommand, GetRolePolicyCommand, ListRolesCommand } from '@aws-sdk/client-iam';
import { GetFunctionConfigurationCommand, InvokeCommand, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import {
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketOwnershipControlsCommand,
  GetBucketPolicyCommand,
  GetBucketTaggingCommand,
  GetBucketVersioningCommand,
  GetPublicAccessBlockCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
} from '@aws-sdk/client-s3';
import { DescribeModelCommand, DescribeTrainingJobCommand, ListTrainingJobsCommand } from '@aws-sdk/client-sagemaker';
import {
  DescribeExecutionCommand,
  DescribeStateMachineCommand,
  GetExecutionHistoryCommand,
  ListStateMachinesCommand,
  ValidateStateMachineDefinitionCommand,
} from '@aws-sdk/client-sfn';
import { GetTopicAttributesCommand, ListTopicsCommand } from '@aws-sdk/client-sns';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import type { AwsClients } from '../../core/aws-clients.ts';

type Call = (clients: AwsClients) => Promise<unknown>;

/** Nobody has a resource of this name. */
const ABSENT = 'rehearsal-probe-of-nothing';
const Bucket = ABSENT;
const arn = (service: string, resource: string) => `arn:aws:${service}:us-east-1:000000000000:${resource}`;
const STATE_MACHINE = arn('states', `stateMachine:${ABSENT}`);
const EXECUTION = arn('states', `execution:${ABSENT}:${ABSENT}`);
const MACHINE = JSON.stringify({ StartAt: 'End', States: { End: { Type: 'Succeed' } } });

/** Of each service what a rehearsal reads of it, asked for what is not there: nothing is made or changed by these calls. */
export const PROBED_OPERATIONS: Readonly<Record<string, Readonly<Record<string, Call>>>> = {
  s3: {
    ListBuckets: ({ s3 }) => s3.send(new ListBucketsCommand({})),
    ListObjectsV2: ({ s3 }) => s3.send(new ListObjectsV2Command({ Bucket })),
    HeadObject: ({ s3 }) => s3.send(new HeadObjectCommand({ Bucket, Key: ABSENT })),
    ListMultipartUploads: ({ s3 }) => s3.send(new ListMultipartUploadsCommand({ Bucket })),
    GetBucketEncryption: ({ s3 }) => s3.send(new GetBucketEncryptionCommand({ Bucket })),
    GetBucketLifecycleConfiguration: ({ s3 }) => s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket })),
    GetBucketOwnershipControls: ({ s3 }) => s3.send(new GetBucketOwnershipControlsCommand({ Bucket })),
    GetBucketPolicy: ({ s3 }) => s3.send(new GetBucketPolicyCommand({ Bucket })),
    GetBucketTagging: ({ s3 }) => s3.send(new GetBucketTaggingCommand({ Bucket })),
    GetBucketVersioning: ({ s3 }) => s3.send(new GetBucketVersioningCommand({ Bucket })),
    GetPublicAccessBlock: ({ s3 }) => s3.send(new GetPublicAccessBlockCommand({ Bucket })),
  },
  lambda: {
    ListFunctions: ({ lambda }) => lambda.send(new ListFunctionsCommand({})),
    GetFunctionConfiguration: ({ lambda }) =>
      lambda.send(new GetFunctionConfigurationCommand({ FunctionName: ABSENT })),
    Invoke: ({ lambda }) => lambda.send(new InvokeCommand({ FunctionName: ABSENT })),
  },
  logs: {
    DescribeLogGroups: ({ logs }) => logs.send(new DescribeLogGroupsCommand({})),
    DescribeLogStreams: ({ logs }) => logs.send(new DescribeLogStreamsCommand({ logGroupName: ABSENT })),
    FilterLogEvents: ({ logs }) => logs.send(new FilterLogEventsCommand({ logGroupName: ABSENT })),
    GetLogEvents: ({ logs }) => logs.send(new GetLogEventsCommand({ logGroupName: ABSENT, logStreamName: ABSENT })),
  },
  monitoring: {
    ListMetrics: ({ cloudwatch }) => cloudwatch.send(new ListMetricsCommand({})),
    GetMetricData: ({ cloudwatch }) => {
      const StartTime = new Date(0);
      return cloudwatch.send(new GetMetricDataCommand({ MetricDataQueries: [], StartTime, EndTime: new Date(60_000) }));
    },
    DescribeAlarms: ({ cloudwatch }) => cloudwatch.send(new DescribeAlarmsCommand({})),
  },
  states: {
    ListStateMachines: ({ sfn }) => sfn.send(new ListStateMachinesCommand({})),
    DescribeStateMachine: ({ sfn }) => sfn.send(new DescribeStateMachineCommand({ stateMachineArn: STATE_MACHINE })),
    DescribeExecution: ({ sfn }) => sfn.send(new DescribeExecutionCommand({ executionArn: EXECUTION })),
    GetExecutionHistory: ({ sfn }) => sfn.send(new GetExecutionHistoryCommand({ executionArn: EXECUTION })),
    ValidateStateMachineDefinition: ({ sfn }) =>
      sfn.send(new ValidateStateMachineDefinitionCommand({ definition: MACHINE })),
  },
  sns: {
    ListTopics: ({ sns }) => sns.send(new ListTopicsCommand({})),
    GetTopicAttributes: ({ sns }) => sns.send(new GetTopicAttributesCommand({ TopicArn: arn('sns', ABSENT) })),
  },
  events: {
    ListRules: ({ events }) => events.send(new ListRulesCommand({})),
    DescribeRule: ({ events }) => events.send(new DescribeRuleCommand({ Name: ABSENT })),
    ListTargetsByRule: ({ events }) => events.send(new ListTargetsByRuleCommand({ Rule: ABSENT })),
  },
  iam: {
    ListRoles: ({ iam }) => iam.send(new ListRolesCommand({})),
    GetRole: ({ iam }) => iam.send(new GetRoleCommand({ RoleName: ABSENT })),
    GetRolePolicy: ({ iam }) => iam.send(new GetRolePolicyCommand({ RoleName: ABSENT, PolicyName: ABSENT })),
  },
  sts: { GetCallerIdentity: ({ sts }) => sts.send(new GetCallerIdentityCommand({})) },
  sagemaker: {
    ListTrainingJobs: ({ sagemaker }) => sagemaker.send(new ListTrainingJobsCommand({})),
    DescribeTrainingJob: ({ sagemaker }) => sagemaker.send(new DescribeTrainingJobCommand({ TrainingJobName: ABSENT })),
    DescribeModel: ({ sagemaker }) => sagemaker.send(new DescribeModelCommand({ ModelName: ABSENT })),
  },
};
