import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import { resourceTags } from '../config/resource-tags.ts';
import type { RetrainingConfig } from '../config/retraining-config.ts';
import { completeConfig, type RetrainingWorkflowArgs } from '../config/workflow-args.ts';
import { trainingJobNamePrefix } from '../config/workflow-name.ts';
import { datasetLayout } from '../definition/dataset-layout.ts';
import { DatasetBucket } from './dataset-bucket.ts';
import { GenerateDatasetFunction } from './generate-dataset-function.ts';
import { RetrainingStateMachine } from './retraining-state-machine.ts';
import { RunSchedule } from './run-schedule.ts';
import { trainingRole } from './training-role.ts';
import { WorkflowMonitoring } from './workflow-monitoring.ts';

/**
 * Everything that keeps one image-classification model fresh: data set, function, training role and state machine, and as the
 * arguments ask a schedule and monitoring. Take it into a program of your own as often as there are models.
 */
export class RetrainingWorkflow extends pulumi.ComponentResource {
  readonly bucketName: pulumi.Output<string>;
  readonly datasetPrefix: pulumi.Output<string>;
  readonly functionName: pulumi.Output<string>;
  readonly functionLogGroupName: pulumi.Output<string>;
  readonly trainingRoleArn: pulumi.Output<string>;
  /** Every training job and model of this workflow is called `<this>-…`. */
  readonly trainingJobNamePrefix: pulumi.Output<string>;
  readonly stateMachineArn: pulumi.Output<string>;
  readonly stateMachineName: pulumi.Output<string>;
  readonly stateMachineLogGroupName: pulumi.Output<string>;

  /**
   * `name`: unique in the stack; physical names and training job names begin with it. Throws a ConfigError with every problem
   * of the arguments.
   */
  constructor(name: string, args: RetrainingWorkflowArgs, options: pulumi.ComponentResourceOptions = {}) {
    super('sagemaker-retraining:index:RetrainingWorkflow', name, {}, options);
    const config = completeConfig(name, args);
    const parent = { parent: this };
    const tags = resourceTags(pulumi.getProject(), pulumi.getStack(), config.tags);
    const layout = datasetLayout(config.datasetPrefix);
    const jobNamePrefix = trainingJobNamePrefix(name, pulumi.getStack());
    const place = aws
      .getCallerIdentityOutput({}, parent)
      .apply(({ accountId }) => ({ region: config.region, accountId }));
    const shared = { layout, place, tags, trainingJobNamePrefix: jobNamePrefix };

    const { forceDestroy, protectData } = config;
    const { bucket } = new DatasetBucket(`${name}-dataset`, { forceDestroy, protectData, tags }, parent);
    const generate = new GenerateDatasetFunction(
      `${name}-generate-dataset`,
      { ...shared, bucket, ...functionSettings(config) },
      parent,
    );
    const { useSpot } = config;
    const training = trainingRole(`${name}-training`, { ...shared, useSpot, bucket }, parent);
    const machine = new RetrainingStateMachine(
      `${name}-workflow`,
      { ...shared, config, bucket, function: generate.function, trainingRole: training },
      parent,
    );

    const { stateMachine } = machine;
    if (config.schedule !== '')
      new RunSchedule(`${name}-schedule`, { schedule: config.schedule, stateMachine, tags }, parent);
    if (config.monitoring) {
      new WorkflowMonitoring(
        `${name}-alerts`,
        { ...shared, config, stateMachine, function: generate.function },
        parent,
      );
    }

    this.bucketName = bucket.bucket;
    this.datasetPrefix = pulumi.output(config.datasetPrefix);
    this.functionName = generate.function.name;
    this.functionLogGroupName = generate.logGroup.name;
    this.trainingRoleArn = training.role.arn;
    this.trainingJobNamePrefix = pulumi.output(jobNamePrefix);
    this.stateMachineArn = machine.stateMachine.arn;
    this.stateMachineName = machine.stateMachine.name;
    this.stateMachineLogGroupName = machine.logGroup.name;
    this.registerOutputs(this.outputs());
  }

  outputs(): Record<string, pulumi.Output<string>> {
    return {
      bucketName: this.bucketName,
      datasetPrefix: this.datasetPrefix,
      functionName: this.functionName,
      functionLogGroupName: this.functionLogGroupName,
      trainingRoleArn: this.trainingRoleArn,
      trainingJobNamePrefix: this.trainingJobNamePrefix,
      stateMachineArn: this.stateMachineArn,
      stateMachineName: this.stateMachineName,
      stateMachineLogGroupName: this.stateMachineLogGroupName,
    };
  }
}

function functionSettings(config: RetrainingConfig) {
  return {
    datasetPrefix: config.datasetPrefix,
    memoryMb: config.functionMemoryMb,
    architecture: config.functionArchitecture,
    logRetentionDays: config.logRetentionDays,
    tracing: config.tracing,
  };
}
