import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import type { ResourceTags } from '../config/resource-tags.ts';
import type { PlainSettings } from '../config/workflow-args.ts';
import type { AccountRegion } from '../definition/account-region.ts';
import type { DatasetLayout } from '../definition/dataset-layout.ts';
import { stateMachineDefinition } from '../definition/state-machine-definition.ts';
import {
  listModelPackages,
  registerModels,
  runTransformJobs,
  tagTransformJobs,
  watchTransformEvents,
} from '../grants/evaluation-grants.ts';
import type { Statement } from '../grants/iam-policy.ts';
import { deliverExecutionLogs, sendExecutionTraces } from '../grants/logging-grants.ts';
import { startMapRuns, watchMapRuns } from '../grants/map-run-grants.ts';
import {
  createModels,
  invokeFunctions,
  passRolesToSageMaker,
  runTrainingJobs,
  tagJobsAndModels,
  watchTrainingEvents,
} from '../grants/training-grants.ts';
import { keeping } from './dataset-bucket.ts';
import { FUNCTION_TIMEOUT_SECONDS } from './logged-function.ts';
import type { ModelRegistry } from './model-registry.ts';
import { type AssumedRole, assumedRole } from './service-role.ts';
import type { WorkflowBucket } from './workflow-bucket.ts';

export interface RetrainingStateMachineArgs {
  readonly settings: PlainSettings;
  readonly layout: DatasetLayout;
  readonly place: pulumi.Output<AccountRegion>;
  readonly trainingJobNamePrefix: string;
  readonly bucket: WorkflowBucket;
  readonly function: aws.lambda.Function;
  /** Undefined in a workflow that only saves its models. */
  readonly registry: ModelRegistry | undefined;
  readonly trainingRole: AssumedRole;
  readonly modelRole: AssumedRole;
  readonly existingRoleArn: pulumi.Output<string> | undefined;
  readonly tags: ResourceTags;
}

/** The workflow's state machine, with its role and its log group. */
export class RetrainingStateMachine extends pulumi.ComponentResource {
  readonly stateMachine: aws.sfn.StateMachine;
  readonly logGroup: aws.cloudwatch.LogGroup;

  constructor(name: string, args: RetrainingStateMachineArgs, options: pulumi.ComponentResourceOptions = {}) {
    super('sagemaker-retraining:index:RetrainingStateMachine', name, {}, options);
    const { settings, place, trainingRole, modelRole, tags } = args;
    // Under /aws/vendedlogs/ log groups do not fill up the account's resource policy for log delivery.
    const namePrefix = `/aws/vendedlogs/states/${name}-`;
    this.logGroup = new aws.cloudwatch.LogGroup(
      name,
      { namePrefix, retentionInDays: settings.logRetentionDays, tags },
      { parent: this, ...keeping(settings.protectData) },
    );
    const statements = pulumi
      .all([place, functionArns(args), trainingRole.arn, modelRole.arn])
      .apply(([where, arns, ...roleArns]) => roleStatements(name, args, where, arns, roleArns));
    const description = 'Runs the retraining workflow';
    const service = { service: 'states.amazonaws.com', takenFor: 'stateMachine:*', place };
    const role = assumedRole(
      name,
      args.existingRoleArn,
      { ...service, description, statements, tags },
      { parent: this },
    );
    this.stateMachine = new aws.sfn.StateMachine(name, this.#stateMachineArgs(args, role), {
      parent: this,
      dependsOn: [...role.policies, ...trainingRole.policies, ...modelRole.policies, ...registryGroup(args)],
    });
    this.registerOutputs({ stateMachineArn: this.stateMachine.arn });
  }

  #stateMachineArgs(args: RetrainingStateMachineArgs, role: AssumedRole): aws.sfn.StateMachineArgs {
    return {
      type: 'STANDARD',
      roleArn: role.arn,
      definition: definitionText(args),
      loggingConfiguration: {
        level: 'ALL',
        includeExecutionData: true,
        logDestination: pulumi.interpolate`${this.logGroup.arn}:*`,
      },
      tracingConfiguration: { enabled: args.settings.tracing },
      tags: args.tags,
    };
  }
}

function definitionText(args: RetrainingStateMachineArgs): pulumi.Output<string> {
  const { settings, layout } = args;
  const { bucket, trainingRole, modelRole, place, tags } = args;
  const functionTimeoutSeconds = FUNCTION_TIMEOUT_SECONDS;
  return pulumi
    .all([place, bucket.name, functionArns(args), trainingRole.arn, modelRole.arn, tags])
    .apply(
      ([{ region }, bucketName, [functionArn = '', evaluateFunctionArn], trainingRoleArn, modelRoleArn, allTags]) => {
        const made = { bucketName, functionArn, trainingRoleArn, modelRoleArn, tags: allTags };
        const registry =
          evaluateFunctionArn === undefined
            ? undefined
            : { evaluateFunctionArn, modelPackageGroupName: args.trainingJobNamePrefix };
        return stateMachineDefinition({ ...settings, ...made, region, layout, functionTimeoutSeconds, registry });
      },
    );
}

/** An execution looks for its versions. */
function registryGroup({ registry }: RetrainingStateMachineArgs): readonly pulumi.Resource[] {
  return registry === undefined ? [] : [registry.group];
}

/** Of the function that lists the data set, and of the one that judges models, where there is one. */
function functionArns({ function: generate, registry }: RetrainingStateMachineArgs): pulumi.Output<string[]> {
  return pulumi.all(registry === undefined ? [generate.arn] : [generate.arn, registry.function.arn]);
}

function roleStatements(
  name: string,
  args: RetrainingStateMachineArgs,
  place: AccountRegion,
  functionArns: readonly string[],
  sageMakerRoleArns: readonly string[],
): readonly Statement[] {
  const namePrefix = args.trainingJobNamePrefix;
  return [
    invokeFunctions(functionArns),
    ...(args.settings.fanOut === 'never' ? [] : [startMapRuns(place, name), watchMapRuns(place, name)]),
    runTrainingJobs(place, namePrefix),
    createModels(place, namePrefix),
    tagJobsAndModels(place, namePrefix),
    passRolesToSageMaker(sageMakerRoleArns),
    watchTrainingEvents(place),
    ...(args.registry === undefined ? [] : registryStatements(place, namePrefix)),
    deliverExecutionLogs(),
    ...(args.settings.tracing ? [sendExecutionTraces()] : []),
  ];
}

function registryStatements(place: AccountRegion, namePrefix: string): readonly Statement[] {
  return [
    runTransformJobs(place, namePrefix),
    tagTransformJobs(place, namePrefix),
    watchTransformEvents(place),
    listModelPackages(),
    registerModels(place, namePrefix),
  ];
}
