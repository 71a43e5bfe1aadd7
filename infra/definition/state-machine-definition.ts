import type { SplitMode } from './dataset-layout.ts';
import type { EvaluationArgs, Registry } from './evaluation-args.ts';
import { evaluationStates } from './evaluation-states.ts';
import { type FanOut, fanOutStates, HAS_PLAN } from './fan-out-states.ts';
import { type KeyListSettings, keyListPayload } from './key-list.ts';
import { partitionOf } from './partition.ts';
import { FIND_CHAMPION } from './registry-states.ts';
import { LAMBDA_SERVICE_ERRORS, QUOTA_EXHAUSTED, SAGEMAKER_REFUSED } from './retry-rules.ts';
import { afterFailedAttempt, beforeFirstAttempt, repeatStates, repeatsTraining } from './training-repeats.ts';
import { modelRequest, requestHash, trainingRequest } from './training-request.ts';

export interface DefinitionArgs extends EvaluationArgs, KeyListSettings {
  readonly functionArn: string;
  /** The function's own timeout, which the state's must exceed. */
  readonly functionTimeoutSeconds: number;
  readonly classOrder: readonly string[];
  readonly duplicatesAcrossSplits: 'warning' | 'error';
  readonly duplicatesAcrossClasses: 'warning' | 'error';
  readonly maximumClassRatio: number;
  readonly allowVanishedClasses: boolean;
  readonly retrainWhenUnchanged: boolean;
  readonly minimumNewImages: number;
  readonly labelsFile: string | undefined;
  readonly labelAttribute: string | undefined;
  readonly samplePerClass: number;
  readonly fanOut: FanOut;
  readonly fanOutConcurrency: number;
  readonly split: SplitMode;
  readonly validationFraction: number;
  readonly groupPattern: string | undefined;
  /** What judges and registers the model; undefined in a workflow that only saves it. */
  readonly registry: Registry | undefined;
}

const GENERATE = 'Generate dataset';
const DECIDE = 'Anything to do';
const TRAIN = 'Train model (image-classification)';
const SAVE = 'Save Model';
const KEEP = 'Keep labels';
const NOTHING = 'Nothing to do';

const NOT_REPEATED =
  'A job that failed is not repeated by itself, since most fail by their data: redrive the execution';
const REPEATED = 'A job that failed through no fault of its data is repeated';

const FUNCTION_START_SECONDS = 60;
// Waiting for an instance and uploading the model do not count as the job's run time.
const JOB_START_AND_UPLOAD_SECONDS = 2 * 60 * 60;
const SAVE_MODEL_SECONDS = 120;
/** The algorithm's own ("Image Classification Hyperparameters" in the SageMaker Developer Guide). */
const DEFAULT_IMAGE_SHAPE = '3,224,224';

/**
 * The state machine's text (Amazon States Language, JSONPath). An execution takes `{}`, or `{ "force": true }` to train
 * even if nothing has changed, and ends with `{ dataset: <the function's result>, trainingJob: <the job's description>,
 * model: { ModelName, ModelArn } }`; with `dataset` alone where there was nothing to do, `dataset.decision` saying why. With a
 * registry there are `evaluation`, `judgement`, `package` and `promoted` beside these.
 */
export function stateMachineDefinition(args: DefinitionArgs): string {
  const definition = {
    Comment: 'Lists the data set, trains an image classifier on it and saves the model',
    QueryLanguage: 'JSONPath',
    StartAt: GENERATE,
    States: {
      ...datasetStates(args),
      [DECIDE]: anythingToDo(args),
      [TRAIN]: trainModel(args),
      ...repeatStates({
        settings: args,
        train: TRAIN,
        tellFailure: (payload, goOn) => tellFailure(args, payload, goOn),
      }),
      [SAVE]: saveModel(args),
      [KEEP]: keepLabels(args),
      ...judgingStates(args),
      [NOTHING]: nothingToDo(),
    },
  };
  return JSON.stringify(definition, undefined, 2);
}

function datasetStates(args: DefinitionArgs): Readonly<Record<string, object>> {
  const { fanOut, functionArn } = args;
  const classOrder = args.classOrder.length === 0 ? {} : { classOrder: args.classOrder };
  const { duplicatesAcrossSplits, duplicatesAcrossClasses, maximumClassRatio, allowVanishedClasses } = args;
  const rules = { duplicatesAcrossSplits, duplicatesAcrossClasses, maximumClassRatio, allowVanishedClasses };
  const { retrainWhenUnchanged, minimumNewImages } = args;
  const retraining = { requestHash: requestHash(args), retrainWhenUnchanged, minimumNewImages };
  const payload = {
    'input.$': '$$.Execution.Input',
    ...classOrder,
    rules,
    retraining,
    ...division(args),
    ...labels(args),
    ...look(args),
    ...keyListPayload(args),
  };
  if (fanOut === 'never') return { [GENERATE]: generateDataset(args, payload, DECIDE) };
  const planned = { ...payload, fanOut: { step: 'plan', when: fanOut } };
  const invoke = task(args, 'lambda:invoke');
  const timeoutSeconds = functionSeconds(args);
  const states = { functionArn, invoke, timeoutSeconds, payload, concurrency: args.fanOutConcurrency, next: DECIDE };
  return { [GENERATE]: generateDataset(args, planned, HAS_PLAN), ...fanOutStates(states) };
}

function generateDataset(args: DefinitionArgs, payload: object, Next: string): object {
  return {
    Type: 'Task',
    Comment: 'Writes the .lst files of both splits and a report, and counts classes and images',
    Resource: task(args, 'lambda:invoke'),
    Parameters: {
      FunctionName: args.functionArn,
      Payload: { 'executionName.$': '$$.Execution.Name', ...payload },
    },
    ResultSelector: { 'dataset.$': '$.Payload' },
    TimeoutSeconds: functionSeconds(args),
    Retry: [LAMBDA_SERVICE_ERRORS],
    Next,
  };
}

function functionSeconds({ functionTimeoutSeconds }: DefinitionArgs): number {
  return functionTimeoutSeconds + FUNCTION_START_SECONDS;
}

function division({ split, validationFraction, groupPattern }: DefinitionArgs): object {
  if (split === 'folders') return {};
  return { split: { validationFraction, ...(groupPattern === undefined ? {} : { groupPattern }) } };
}

/** Where images have their labels from, unless from their folders. */
function labels({ labelsFile, labelAttribute, hyperparameters }: DefinitionArgs): object {
  if (labelsFile === undefined) return {};
  const attribute = labelAttribute === undefined ? {} : { attribute: labelAttribute };
  return { labelsFile: { path: labelsFile, ...attribute, severalLabels: hyperparameters['multi_label'] === '1' } };
}

/** What a training job would take of each image, for the function's look into some of them. */
function look({ samplePerClass, hyperparameters }: DefinitionArgs): object {
  if (samplePerClass === 0) return {};
  const { image_shape: imageShape = DEFAULT_IMAGE_SHAPE, resize } = hyperparameters;
  return { look: { samplePerClass, imageShape, ...(resize === undefined ? {} : { resize }) } };
}

function trainModel(args: DefinitionArgs): object {
  return {
    Type: 'Task',
    Comment: `Runs one training job to its end. ${repeatsTraining(args) ? REPEATED : NOT_REPEATED}`,
    Resource: task(args, 'sagemaker:createTrainingJob.sync'),
    Parameters: trainingRequest(args),
    ResultPath: '$.trainingJob',
    TimeoutSeconds: longestJobSeconds(args) + JOB_START_AND_UPLOAD_SECONDS,
    Retry: [QUOTA_EXHAUSTED, SAGEMAKER_REFUSED],
    ...afterFailedAttempt(args),
    Next: SAVE,
  };
}

function saveModel(args: DefinitionArgs): object {
  return {
    Type: 'Task',
    Comment: "Makes a SageMaker model of the job's artifact",
    Resource: task(args, 'sagemaker:createModel'),
    Parameters: modelRequest(args),
    ResultSelector: {
      'ModelName.$': "States.ArrayGetItem(States.StringSplit($.ModelArn, '/'), 1)",
      'ModelArn.$': '$.ModelArn',
    },
    ResultPath: '$.model',
    TimeoutSeconds: SAVE_MODEL_SECONDS,
    Retry: [QUOTA_EXHAUSTED, SAGEMAKER_REFUSED],
    Next: KEEP,
  };
}

function tellFailure(args: DefinitionArgs, Payload: object, goOn: object): object {
  return {
    Type: 'Task',
    Comment: 'Fails with the reason of the training job. A redriven execution goes on from here, and trains again',
    Resource: task(args, 'lambda:invoke'),
    Parameters: { FunctionName: args.functionArn, Payload },
    ResultPath: null,
    TimeoutSeconds: functionSeconds(args),
    Retry: [LAMBDA_SERVICE_ERRORS],
    ...goOn,
  };
}

function anythingToDo(args: DefinitionArgs): object {
  const decided = '$.dataset.decision.train';
  return {
    Type: 'Choice',
    Comment: 'Goes on unless the function has decided that the last saved model is up to date',
    Choices: [
      {
        And: [
          { Variable: decided, IsPresent: true },
          { Variable: decided, BooleanEquals: false },
        ],
        Next: NOTHING,
      },
    ],
    ...beforeFirstAttempt(args),
    Default: TRAIN,
  };
}

function nothingToDo(): object {
  return { Type: 'Succeed', Comment: 'Ends without a training job; $.dataset.decision.reason says why' };
}

function keepLabels(args: DefinitionArgs): object {
  return {
    Type: 'Task',
    Comment: "Makes the saved model's labels those of the data set, which later runs go on from",
    Resource: task(args, 'lambda:invoke'),
    Parameters: {
      FunctionName: args.functionArn,
      Payload: {
        action: 'keepLabels',
        'executionName.$': '$$.Execution.Name',
        'modelName.$': '$.model.ModelName',
      },
    },
    ResultPath: null,
    TimeoutSeconds: functionSeconds(args),
    Retry: [LAMBDA_SERVICE_ERRORS],
    ...(args.registry === undefined ? { End: true } : { Next: FIND_CHAMPION }),
  };
}

function judgingStates(args: DefinitionArgs): Readonly<Record<string, object>> {
  const { registry } = args;
  if (registry === undefined) return {};
  const service = { task: (name: string) => task(args, name), functionSeconds: functionSeconds(args) };
  return evaluationStates({ args, registry, ...service });
}

/** A Spot job may wait for capacity before it runs, and between. */
function longestJobSeconds({ useSpot, maxRuntimeSeconds, maxWaitSeconds }: DefinitionArgs): number {
  return useSpot ? maxWaitSeconds : maxRuntimeSeconds;
}

/** ARN by which a state names a service's task, such as `arn:aws:states:::lambda:invoke`. */
function task(args: DefinitionArgs, name: string): string {
  return `arn:${partitionOf(args.region)}:states:::${name}`;
}
