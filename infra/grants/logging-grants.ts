import { type AccountRegion, regionalArn } from '../definition/account-region.ts';
import type { Statement } from './iam-policy.ts';

// One grant per function, on logs, metrics and traces.

const TRAINING_LOG_GROUP = '/aws/sagemaker/TrainingJobs';

/** Writes to one log group that exists already. */
export function writeLogGroup(logGroupArn: string): Statement {
  return {
    Sid: 'WriteLogs',
    Effect: 'Allow',
    Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    Resource: `${logGroupArn}:*`,
  };
}

/** SageMaker makes the log group that all training jobs of an account share, if it is not there yet. */
export function openTrainingLogGroup(place: AccountRegion): Statement {
  const logGroupArn = regionalArn(place, 'logs', `log-group:${TRAINING_LOG_GROUP}`);
  return {
    Sid: 'OpenTrainingLogGroup',
    Effect: 'Allow',
    Action: ['logs:CreateLogGroup', 'logs:DescribeLogStreams'],
    Resource: [logGroupArn, `${logGroupArn}:*`],
  };
}

/** Writes the log streams of this workflow's jobs, `<job name>/algo-1-<time>`. */
export function writeTrainingLogs(place: AccountRegion, jobNamePrefix: string): Statement {
  return {
    Sid: 'WriteTrainingLogs',
    Effect: 'Allow',
    Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    Resource: regionalArn(place, 'logs', `log-group:${TRAINING_LOG_GROUP}:log-stream:${jobNamePrefix}-*`),
  };
}

/** Publishes the algorithm's metrics. cloudwatch:PutMetricData knows no resources: the namespace is what narrows it. */
export function publishTrainingMetrics(): Statement {
  return {
    Sid: 'PublishTrainingMetrics',
    Effect: 'Allow',
    Action: 'cloudwatch:PutMetricData',
    Resource: '*',
    Condition: { StringEquals: { 'cloudwatch:namespace': TRAINING_LOG_GROUP } },
  };
}

const HOSTING_LOG_GROUPS = '/aws/sagemaker/Endpoints';
const TRANSFORM_LOG_GROUP = '/aws/sagemaker/TransformJobs';

/**
 * Lets a saved model write its log where it is hosted, or transforms batches (SageMaker Developer Guide, "CreateModel API:
 * Execution Role Permissions"): each place where it is hosted gets a log group.
 */
export function writeModelLogs(place: AccountRegion): Statement {
  const groups = [`${HOSTING_LOG_GROUPS}/*`, TRANSFORM_LOG_GROUP].map((name) =>
    regionalArn(place, 'logs', `log-group:${name}`),
  );
  return {
    Sid: 'WriteModelLogs',
    Effect: 'Allow',
    Action: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'],
    Resource: groups.flatMap((arn) => [arn, `${arn}:*`]),
  };
}

/** Publishes the metrics of endpoints and batch transforms. */
export function publishModelMetrics(): Statement {
  return {
    Sid: 'PublishModelMetrics',
    Effect: 'Allow',
    Action: 'cloudwatch:PutMetricData',
    Resource: '*',
    Condition: { StringLike: { 'cloudwatch:namespace': '/aws/sagemaker/*' } },
  };
}

/**
 * Lets Step Functions set up the delivery of its log. logs:CreateLogDelivery, GetLogDelivery, UpdateLogDelivery,
 * DeleteLogDelivery, ListLogDeliveries, PutResourcePolicy, DescribeResourcePolicies and DescribeLogGroups know no
 * narrower resource (Step Functions Developer Guide, "Logging using CloudWatch Logs").
 */
export function deliverExecutionLogs(): Statement {
  return {
    Sid: 'DeliverExecutionLogs',
    Effect: 'Allow',
    Action: [
      'logs:CreateLogDelivery',
      'logs:GetLogDelivery',
      'logs:UpdateLogDelivery',
      'logs:DeleteLogDelivery',
      'logs:ListLogDeliveries',
      'logs:PutResourcePolicy',
      'logs:DescribeResourcePolicies',
      'logs:DescribeLogGroups',
    ],
    Resource: '*',
  };
}

/**
 * Sends a function's traces (Lambda Developer Guide, "Visualize Lambda function invocations using AWS X-Ray"). Lambda samples
 * by rules of its own, so it reads none. No action of X-Ray's that is named here knows resources.
 */
export function sendFunctionTraces(): Statement {
  return {
    Sid: 'SendTraces',
    Effect: 'Allow',
    Action: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'],
    Resource: '*',
  };
}

/** Sends a state machine's traces, sampled by the account's rules (Step Functions Developer Guide, "X-Ray"). */
export function sendExecutionTraces(): Statement {
  return {
    Sid: 'SendTraces',
    Effect: 'Allow',
    Action: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords', 'xray:GetSamplingRules', 'xray:GetSamplingTargets'],
    Resource: '*',
  };
}
