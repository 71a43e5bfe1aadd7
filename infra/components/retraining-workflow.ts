import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import { resourceTags } from '../config/resource-tags.ts';
import type { SettingName } from '../config/settings.ts';
import {
  checkedOutput,
  completeArgs,
  type ExistingByArn,
  type RetrainingWorkflowArgs,
} from '../config/workflow-args.ts';
import { trainingJobNamePrefix } from '../config/workflow-name.ts';
import { datasetLayout } from '../definition/dataset-layout.ts';
import { DatasetBucket } from './dataset-bucket.ts';
import { GenerateDatasetFunction } from './generate-dataset-function.ts';
import { ModelRegistry } from './model-registry.ts';
import { RetrainingStateMachine } from './retraining-state-machine.ts';
import { RunSchedule } from './run-schedule.ts';
import { modelRole, trainingRole } from './sagemaker-roles.ts';
import { existingBucket, type WorkflowBucket } from './workflow-bucket.ts';
import { WorkflowMonitoring } from './workflow-monitoring.ts';
import { type WorkflowOutputs, workflowOutputs } from './workflow-outputs.ts';
import { checkRegion, workflowPlace } from './workflow-place.ts';

type Workflow = ReturnType<typeof workflowInputs>;

/**
 * Everything that keeps one image-classification model fresh: data set, function, roles and state machine, and as the
 * arguments ask a schedule and monitoring. Take it into a program of your own as often as there are models.
 */
export class RetrainingWorkflow extends pulumi.ComponentResource {
  readonly outputs: WorkflowOutputs;

  /**
   * `name`: unique in the stack; physical names and training job names begin with it. Throws a ConfigError with every problem
   * of the arguments.
   */
  constructor(name: string, args: RetrainingWorkflowArgs = {}, options: pulumi.ComponentResourceOptions = {}) {
    super('sagemaker-retraining:index:RetrainingWorkflow', name, {}, options);
    const parent = { parent: this };
    const workflow = workflowInputs(name, args, options, parent);
    const bucket = workflowBucket(workflow, parent);
    const shared = { ...workflow, bucket };
    const role = (setting: SettingName, given: ExistingByArn | undefined) => ({
      existingRoleArn: given === undefined ? undefined : checkedOutput(name, setting, given.arn),
    });

    const functionRole = role('functionRoleArn', workflow.settings.functionRole);
    const generate = new GenerateDatasetFunction(`${name}-generate-dataset`, { ...shared, ...functionRole }, parent);
    const registry = modelRegistry(shared, functionRole.existingRoleArn, parent);
    const sageMaker = { ...shared, useSpot: workflow.settings.useSpot, evaluates: registry !== undefined };
    const jobRole = role('trainingRoleArn', workflow.settings.trainingRole);
    const training = trainingRole(`${name}-training`, { ...sageMaker, ...jobRole }, parent);
    const hostRole = role('modelRoleArn', workflow.settings.modelRole);
    const model = modelRole(`${name}-model`, { ...sageMaker, ...hostRole }, parent);
    const machineRole = role('stateMachineRoleArn', workflow.settings.stateMachineRole);
    const roles = { trainingRole: training, modelRole: model, ...machineRole };
    const machine = new RetrainingStateMachine(
      `${name}-workflow`,
      { ...shared, function: generate.function, registry, ...roles },
      parent,
    );
    operate(workflow, machine, generate, parent);
    const { trainingJobNamePrefix: jobNamePrefix, settings } = workflow;
    const parts = { bucket, generate, registry, training, model, machine, trainingJobNamePrefix: jobNamePrefix };
    const { datasetPrefix, split, labelsFile } = settings;
    this.outputs = workflowOutputs({ ...parts, datasetPrefix, split, labelsFile });
    this.registerOutputs(this.outputs);
  }
}

/** What all parts of a workflow are made of. */
function workflowInputs(
  name: string,
  args: RetrainingWorkflowArgs,
  options: pulumi.ComponentResourceOptions,
  parent: { readonly parent: pulumi.Resource },
) {
  const complete = completeArgs(name, args);
  // Several functions list class folders in train/ and test/ only.
  const isOneFunction = complete.split === 'automatic' || complete.labelsFile !== undefined;
  const settings = isOneFunction ? { ...complete, fanOut: 'never' as const } : complete;
  // Only the default provider's region is known before resources are registered.
  const usesDefault = options.parent === undefined && options.provider === undefined && options.providers === undefined;
  if (usesDefault && aws.config.region !== undefined) checkRegion(name, settings, aws.config.region);
  const { encryptionKey } = settings;
  return {
    name,
    settings,
    encryptionKeyArn:
      encryptionKey === undefined ? undefined : checkedOutput(name, 'encryptionKeyArn', encryptionKey.arn),
    layout: datasetLayout(settings.datasetPrefix, settings.split, settings.labelsFile),
    place: workflowPlace(name, settings, parent),
    tags: resourceTags(pulumi.getProject(), pulumi.getStack(), settings.tags),
    trainingJobNamePrefix: trainingJobNamePrefix(name, pulumi.getStack()),
  };
}

function workflowBucket(workflow: Workflow, parent: { readonly parent: pulumi.Resource }): WorkflowBucket {
  const { name, settings, layout, place, tags, encryptionKeyArn } = workflow;
  if (settings.bucket !== undefined) {
    const region = place.apply((where) => where.region);
    return existingBucket(name, settings.bucket, region, parent);
  }
  const { bucket } = new DatasetBucket(`${name}-dataset`, { ...settings, layout, tags, encryptionKeyArn }, parent);
  return { name: bucket.bucket, arn: bucket.arn };
}

/** Where models become versions, if they do. */
function modelRegistry(
  workflow: Workflow & { readonly bucket: WorkflowBucket },
  existingRoleArn: pulumi.Output<string> | undefined,
  parent: { readonly parent: pulumi.Resource },
): ModelRegistry | undefined {
  const { name, settings, trainingJobNamePrefix: groupName } = workflow;
  if (settings.lifecycle === 'save') return undefined;
  const { datasetPrefix } = settings;
  return new ModelRegistry(`${name}-registry`, { ...workflow, datasetPrefix, groupName, existingRoleArn }, parent);
}

/** What starts the workflow by the clock, and what tells people how it fares. */
function operate(
  workflow: Workflow,
  { stateMachine }: RetrainingStateMachine,
  generate: GenerateDatasetFunction,
  parent: { readonly parent: pulumi.Resource },
): void {
  const { name, settings, place, tags } = workflow;
  const schedule =
    settings.schedule === undefined
      ? undefined
      : new RunSchedule(`${name}-schedule`, { schedule: settings.schedule, stateMachine, place, tags }, parent).rule;
  if (!settings.monitoring) return;
  const { alertEmail } = settings;
  const watched = { stateMachine, function: generate.function, schedule };
  new WorkflowMonitoring(`${name}-alerts`, { ...workflow, ...watched, workflow: name, alertEmail }, parent);
}
