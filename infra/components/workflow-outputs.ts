import * as pulumi from '@pulumi/pulumi';
import type { SplitMode } from '../definition/dataset-layout.ts';
import type { GenerateDatasetFunction } from './generate-dataset-function.ts';
import type { ModelRegistry } from './model-registry.ts';
import type { RetrainingStateMachine } from './retraining-state-machine.ts';
import type { AssumedRole } from './service-role.ts';
import type { WorkflowBucket } from './workflow-bucket.ts';

export interface WorkflowParts {
  readonly bucket: WorkflowBucket;
  readonly datasetPrefix: string;
  readonly split: SplitMode;
  readonly labelsFile: string | undefined;
  readonly generate: GenerateDatasetFunction;
  readonly registry: ModelRegistry | undefined;
  readonly training: AssumedRole;
  readonly model: AssumedRole;
  readonly machine: RetrainingStateMachine;
  readonly trainingJobNamePrefix: string;
}

/** What people and tools need to use a workflow. */
export function workflowOutputs({ bucket, generate, registry, training, model, machine, ...parts }: WorkflowParts) {
  return {
    /** Upload images to s3://<bucketName>/<datasetPrefix>/train/<class>/ and …/test/<class>/. */
    bucketName: bucket.name,
    datasetPrefix: pulumi.output(parts.datasetPrefix),
    /** `automatic`: upload them to s3://<bucketName>/<datasetPrefix>/images/<class>/ instead. */
    datasetSplit: pulumi.output<string>(parts.split),
    /** Not empty: upload a file with the labels of the images to s3://<bucketName>/<datasetPrefix>/<this>. */
    labelsFile: pulumi.output(parts.labelsFile ?? ''),
    functionName: generate.function.name,
    functionLogGroupName: generate.logGroup.name,
    trainingRoleArn: training.arn,
    modelRoleArn: model.arn,
    /** Every training job and model of this workflow is called `<this>-…`. */
    trainingJobNamePrefix: pulumi.output(parts.trainingJobNamePrefix),
    /** Start an execution with the input {} to retrain if anything has changed, with {"force": true} to retrain in any case. */
    stateMachineArn: machine.stateMachine.arn,
    stateMachineName: machine.stateMachine.name,
    stateMachineLogGroupName: machine.logGroup.name,
    /** Every trained model is a version of this group; empty where models are only saved. */
    modelPackageGroupName: registry?.group.modelPackageGroupName ?? pulumi.output(''),
  };
}

export type WorkflowOutputs = Readonly<ReturnType<typeof workflowOutputs>>;
