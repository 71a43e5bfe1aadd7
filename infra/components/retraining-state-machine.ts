import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import type { RetrainingConfig } from '../config/retraining-config.ts';
import type { AccountRegion } from '../definition/account-region.ts';
import type { DatasetLayout } from '../definition/dataset-layout.ts';
import { stateMachineDefinition } from '../definition/state-machine-definition.ts';
import type { Statement } from '../grants/iam-policy.ts';
import { deliverExecutionLogs, sendExecutionTraces } from '../grants/logging-grants.ts';
import {
  createModels,
  invokeFunction,
  passRoleToSageMaker,
  runTrainingJobs,
  tagJobsAndModels,
  watchTrainingEvents,
} from '../grants/training-grants.ts';
import { FUNCTION_TIMEOUT_SECONDS } from './generate-dataset-function.ts';
import { ServiceRole } from './service-role.ts';

export interface RetrainingStateMachineArgs {
  readonly config: RetrainingConfig;
  readonly layout: DatasetLayout;
  readonly place: pulumi.Input<AccountRegion>;
  readonly trainingJobNamePrefix: string;
  readonly bucket: aws.s3.Bucket;
  readonly function: aws.lambda.Function;
  readonly trainingRole: ServiceRole;
  readonly tags: Readonly<Record<string, string>>;
}

/** The workflow's state machine, with its role and its log group. */
export class RetrainingStateMachine extends pulumi.ComponentResource {
  readonly stateMachine: aws.sfn.StateMachine;
  readonly logGroup: aws.cloudwatch.LogGroup;

  constructor(name: string, args: RetrainingStateMachineArgs, options: pulumi.ComponentResourceOptions = {}) {
    super('sagemaker-retraining:index:RetrainingStateMachine', name, {}, options);
    const parent = { parent: this };
    const { config, tags } = args;
    // Under /aws/vendedlogs/ log groups do not fill up the account's resource policy for log delivery.
    const namePrefix = `/aws/vendedlogs/states/${name}-`;
    this.logGroup = new aws.cloudwatch.LogGroup(
      name,
      { namePrefix, retentionInDays: config.logRetentionDays, tags: { ...tags } },
      parent,
    );
    const statements = pulumi
      .all([args.place, args.function.arn, args.trainingRole.role.arn])
      .apply(([place, functionArn, trainingRoleArn]) => roleStatements(args, place, functionArn, trainingRoleArn));
    const description = 'Runs the retraining workflow';
    const role = new ServiceRole(name, { service: 'states.amazonaws.com', description, statements, tags }, parent);
    this.stateMachine = new aws.sfn.StateMachine(name, this.#stateMachineArgs(args, role), {
      parent: this,
      dependsOn: [role.policy, args.trainingRole.policy],
    });
    this.registerOutputs({ stateMachineArn: this.stateMachine.arn });
  }

  #stateMachineArgs(args: RetrainingStateMachineArgs, role: ServiceRole): aws.sfn.StateMachineArgs {
    return {
      type: 'STANDARD',
      roleArn: role.role.arn,
      definition: definitionText(args),
      loggingConfiguration: {
        level: 'ALL',
        includeExecutionData: true,
        logDestination: pulumi.interpolate`${this.logGroup.arn}:*`,
      },
      tracingConfiguration: { enabled: args.config.tracing },
      tags: { ...args.tags },
    };
  }
}

function definitionText(args: RetrainingStateMachineArgs): pulumi.Output<string> {
  const { config, layout, tags } = args;
  return pulumi
    .all([args.bucket.bucket, args.function.arn, args.trainingRole.role.arn])
    .apply(([bucketName, functionArn, trainingRoleArn]) =>
      stateMachineDefinition({
        ...config,
        layout,
        bucketName,
        functionArn,
        functionTimeoutSeconds: FUNCTION_TIMEOUT_SECONDS,
        trainingRoleArn,
        tags,
      }),
    );
}

function roleStatements(
  args: RetrainingStateMachineArgs,
  place: AccountRegion,
  functionArn: string,
  trainingRoleArn: string,
): readonly Statement[] {
  const namePrefix = args.trainingJobNamePrefix;
  return [
    invokeFunction(functionArn),
    runTrainingJobs(place, namePrefix),
    createModels(place, namePrefix),
    tagJobsAndModels(place, namePrefix),
    passRoleToSageMaker(trainingRoleArn),
    watchTrainingEvents(place),
    deliverExecutionLogs(),
    ...(args.config.tracing ? [sendExecutionTraces()] : []),
  ];
}
