import type { EvaluationStatesArgs } from './evaluation-args.ts';
import { championStates, ifThere, REGISTER_MODEL, registrationStates } from './registry-states.ts';
import { LAMBDA_SERVICE_ERRORS, QUOTA_EXHAUSTED, SAGEMAKER_REFUSED } from './retry-rules.ts';
import { attemptName, requestHash, tagList } from './training-request.ts';

const CHOOSE = 'Choose validation images';
const EVALUATE = 'Evaluate model';
const TO_EVALUATE = 'Champion to evaluate';
const EVALUATE_CHAMPION = 'Evaluate champion';
const COMPARE = 'Compare with champion';
const ENOUGH = 'Enough predicted';

/** What the function has chosen. */
const CHOSEN = '$.evaluation.Payload';

/** Where the numbers of the champion's transform jobs begin: both jobs are named by the execution. */
const FIRST_CHAMPION_NUMBER = 500;
/** Two-sided, of every interval and test. */
const CONFIDENCE = 0.95;
/** So many images are with the instance at a time; times MaxPayloadInMB at most 100 ("Use Batch Transform"). */
const CONCURRENT = 16;
const PAYLOAD_MB = 6;

/**
 * The states behind a saved model: it and the champion, which is the newest approved version of the group, predict the same
 * validation images; a function compares them; the model becomes a version with the verdict. An image without a prediction
 * fails a transform job, and the function decides whether too many have none.
 */
export function evaluationStates(states: EvaluationStatesArgs): Readonly<Record<string, object>> {
  return {
    ...championStates(states, CHOOSE),
    [CHOOSE]: chooseImages(states),
    [EVALUATE]: evaluateModel(states),
    [TO_EVALUATE]: ifThere(
      'Can the champion predict them, too?',
      `${CHOSEN}.championModelName`,
      EVALUATE_CHAMPION,
      COMPARE,
    ),
    [EVALUATE_CHAMPION]: evaluateChampion(states),
    [COMPARE]: compare(states),
    [ENOUGH]: ifThere(
      'Goes on unless a redriven execution has to predict once more',
      '$.judgement.Payload.again',
      CHOOSE,
      REGISTER_MODEL,
    ),
    ...registrationStates(states),
  };
}

function chooseImages(states: EvaluationStatesArgs): object {
  const { layout, evaluationSampleSize: sampleSize } = states.args;
  const payload = {
    action: 'chooseImages',
    'validationLstKey.$': '$.dataset.validationLst.key',
    imagesPrefix: layout.testPrefix,
    sampleSize,
    'champion.$': '$.champion',
  };
  return invoke(
    states,
    'Writes the manifest of the images that the models are judged by',
    payload,
    '$.evaluation',
    EVALUATE,
  );
}

function evaluateModel(states: EvaluationStatesArgs): object {
  return transform(states, {
    comment: 'Predicts the validation images with the saved model',
    name: attemptName('$$.State.RetryCount'),
    model: '$.model.ModelName',
    output: '$.evaluation.Payload.modelOutputUri',
    failure: '$.evaluation.Payload.modelFailure',
    next: TO_EVALUATE,
  });
}

function evaluateChampion(states: EvaluationStatesArgs): object {
  return transform(states, {
    comment: 'Predicts the same images with the champion, which may never have seen them',
    name: attemptName(`States.MathAdd($$.State.RetryCount, ${FIRST_CHAMPION_NUMBER})`),
    model: `${CHOSEN}.championModelName`,
    output: '$.evaluation.Payload.championOutputUri',
    failure: '$.evaluation.Payload.championFailure',
    next: COMPARE,
  });
}

interface Transform {
  readonly comment: string;
  readonly name: string;
  /** Paths of the model's name, of where its predictions go, and of where a failed job's words do. */
  readonly model: string;
  readonly output: string;
  readonly failure: string;
  readonly next: string;
}

function transform(
  { args, task }: EvaluationStatesArgs,
  { comment, name, model, output, failure, next }: Transform,
): object {
  return {
    Type: 'Task',
    Comment: comment,
    Resource: task('sagemaker:createTransformJob.sync'),
    Parameters: {
      'TransformJobName.$': name,
      'ModelName.$': model,
      BatchStrategy: 'SingleRecord',
      MaxConcurrentTransforms: CONCURRENT,
      MaxPayloadInMB: PAYLOAD_MB,
      TransformInput: {
        ContentType: 'application/x-image',
        SplitType: 'None',
        CompressionType: 'None',
        DataSource: { S3DataSource: { S3DataType: 'ManifestFile', 'S3Uri.$': '$.evaluation.Payload.manifestUri' } },
      },
      TransformOutput: { 'S3OutputPath.$': output },
      TransformResources: { InstanceType: args.evaluationInstanceType, InstanceCount: 1 },
      Tags: tagList(args.tags),
    },
    ResultPath: null,
    TimeoutSeconds: args.evaluationMaxSeconds,
    Retry: [QUOTA_EXHAUSTED, SAGEMAKER_REFUSED],
    Catch: [{ ErrorEquals: ['States.TaskFailed'], ResultPath: failure, Next: next }],
    Next: next,
  };
}

function compare(states: EvaluationStatesArgs): object {
  const { args } = states;
  const { minimumAccuracy, minimumRecall, guardedClasses, accuracyMargin, maximumMissingShare, gitCommit } = args;
  const gate = {
    ...(minimumAccuracy === undefined ? {} : { minimumAccuracy }),
    minimumRecall: Object.fromEntries(Object.entries(minimumRecall).map(([name, share]) => [name, Number(share)])),
    guardedClasses,
    margin: accuracyMargin,
    confidence: CONFIDENCE,
    maximumMissingShare,
  };
  const payload = {
    action: 'judge',
    gate,
    autoApprove: args.autoApprove,
    requestHash: requestHash(args),
    ...(gitCommit === undefined ? {} : { gitCommit }),
    'reportKey.$': '$.dataset.report.key',
    'datasetHash.$': '$.dataset.contentHash',
    'trainLstUri.$': '$.dataset.trainLst.uri',
    'validationLstUri.$': '$.dataset.validationLst.uri',
    'evaluation.$': CHOSEN,
    'model.$': '$.model',
    'trainingJobName.$': '$.trainingJob.TrainingJobName',
    'artifact.$': '$.trainingJob.ModelArtifacts.S3ModelArtifacts',
  };
  return invoke(
    states,
    'Compares both on the same images, and writes the evaluation and a page of pictures',
    payload,
    '$.judgement',
    ENOUGH,
  );
}

function invoke(
  { registry, task, functionSeconds }: EvaluationStatesArgs,
  Comment: string,
  payload: object,
  ResultPath: string,
  Next: string,
): object {
  return {
    Type: 'Task',
    Comment,
    Resource: task('lambda:invoke'),
    Parameters: {
      FunctionName: registry.evaluateFunctionArn,
      Payload: { 'executionName.$': '$$.Execution.Name', 'redrives.$': '$$.Execution.RedriveCount', ...payload },
    },
    ResultSelector: { 'Payload.$': '$.Payload' },
    ResultPath,
    TimeoutSeconds: functionSeconds,
    Retry: [LAMBDA_SERVICE_ERRORS],
    Next,
  };
}
