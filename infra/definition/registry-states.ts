import type { EvaluationStatesArgs } from './evaluation-args.ts';
import { SAGEMAKER_REFUSED } from './retry-rules.ts';
import { trainingImage } from './training-image.ts';

/** The first state after the labels are kept. */
export const FIND_CHAMPION = 'Find champion';
const ANY = 'Any champion';
const DESCRIBE = 'Describe champion';
export const REGISTER_MODEL = 'Register model';
const PROMOTED = 'Promoted';
const IS_PROMOTED = 'Was it promoted';
const PASSED = 'Model passed';
const REJECTED = 'Model rejected';

const REGISTRY_SECONDS = 120;
const CONTENT_TYPES = ['application/x-image', 'image/jpeg', 'image/png'];
/** SageMaker's throttling, and plain bad requests, as AWS SDK integrations name them. */
const SDK_REFUSED = {
  ...SAGEMAKER_REFUSED,
  ErrorEquals: ['SageMaker.SageMakerException', 'SageMaker.SdkClientException'],
};
/** Two executions that make a version of one group at the same time (CreateModelPackage, "Errors"). */
const VERSION_CONFLICT = { ...SDK_REFUSED, ErrorEquals: ['SageMaker.ConflictException'] };

/** Those that look for the newest approved version, and read what was written into it. */
export function championStates(states: EvaluationStatesArgs, next: string): Readonly<Record<string, object>> {
  return {
    [FIND_CHAMPION]: findChampion(states),
    [ANY]: ifThere('Is there a version to compare with?', '$.champion.packages[0]', DESCRIBE, next),
    [DESCRIBE]: describeChampion(states, next),
  };
}

/** Those that make a version of the model, and say how it went. */
export function registrationStates(states: EvaluationStatesArgs): Readonly<Record<string, object>> {
  const { failWhenRejected } = states.args;
  return {
    [REGISTER_MODEL]: registerModel(states),
    [PROMOTED]: {
      Type: 'Pass',
      Comment: 'Says whether the model passed. Whether it is approved, its version in the registry says',
      Parameters: {
        'dataset.$': '$.dataset',
        'trainingJob.$': '$.trainingJob',
        'model.$': '$.model',
        'evaluation.$': '$.evaluation.Payload',
        'judgement.$': '$.judgement.Payload',
        'package.$': '$.package',
        'promoted.$': '$.judgement.Payload.promoted',
      },
      ...(failWhenRejected ? { Next: IS_PROMOTED } : { End: true }),
    },
    ...(failWhenRejected ? rejectionStates() : {}),
  };
}

/** A Choice by whether something is in the state's data. */
export function ifThere(Comment: string, Variable: string, Next: string, Default: string): object {
  return { Type: 'Choice', Comment, Choices: [{ Variable, IsPresent: true, Next }], Default };
}

function findChampion({ registry, task }: EvaluationStatesArgs): object {
  return {
    Type: 'Task',
    Comment: 'Looks for the newest approved version',
    Resource: task('aws-sdk:sagemaker:listModelPackages'),
    Parameters: {
      ModelPackageGroupName: registry.modelPackageGroupName,
      ModelApprovalStatus: 'Approved',
      SortBy: 'CreationTime',
      SortOrder: 'Descending',
      MaxResults: 1,
    },
    ResultSelector: { 'packages.$': '$.ModelPackageSummaryList' },
    ResultPath: '$.champion',
    TimeoutSeconds: REGISTRY_SECONDS,
    Retry: [SDK_REFUSED],
    Next: ANY,
  };
}

function describeChampion({ task }: EvaluationStatesArgs, Next: string): object {
  return {
    Type: 'Task',
    Comment: 'Reads what was written into it: its model, its classes and its evaluation',
    Resource: task('aws-sdk:sagemaker:describeModelPackage'),
    Parameters: { 'ModelPackageName.$': '$.champion.packages[0].ModelPackageArn' },
    ResultPath: '$.champion.package',
    TimeoutSeconds: REGISTRY_SECONDS,
    Retry: [SDK_REFUSED],
    Next,
  };
}

function registerModel({ args, registry, task }: EvaluationStatesArgs): object {
  const Image = trainingImage(args.region, args.imageTag);
  return {
    Type: 'Task',
    Comment: 'Makes the model a version of its group, with the verdict and the evidence',
    Resource: task('aws-sdk:sagemaker:createModelPackage'),
    Parameters: {
      ModelPackageGroupName: registry.modelPackageGroupName,
      'ModelPackageDescription.$': '$.judgement.Payload.reason',
      'ModelApprovalStatus.$': '$.judgement.Payload.approval',
      InferenceSpecification: {
        Containers: [{ Image, 'ModelDataUrl.$': '$.trainingJob.ModelArtifacts.S3ModelArtifacts' }],
        SupportedContentTypes: CONTENT_TYPES,
        SupportedResponseMIMETypes: ['application/json'],
        SupportedTransformInstanceTypes: [args.evaluationInstanceType],
        SupportedRealtimeInferenceInstanceTypes: [args.evaluationInstanceType],
      },
      ModelMetrics: {
        ModelQuality: {
          Statistics: { ContentType: 'application/json', 'S3Uri.$': '$.judgement.Payload.evaluationUri' },
        },
      },
      'CustomerMetadataProperties.$': '$.judgement.Payload.metadata',
      // The same for every try of this execution: a version that was made before an answer was lost is not made twice.
      'ClientToken.$': "States.Hash($$.Execution.Id, 'MD5')",
    },
    ResultPath: '$.package',
    TimeoutSeconds: REGISTRY_SECONDS,
    Retry: [SDK_REFUSED, VERSION_CONFLICT],
    Next: PROMOTED,
  };
}

function rejectionStates(): Readonly<Record<string, object>> {
  return {
    [IS_PROMOTED]: {
      Type: 'Choice',
      Comment: 'A rejected model fails the execution, as the configuration asks for',
      Choices: [{ Variable: '$.promoted', BooleanEquals: true, Next: PASSED }],
      Default: REJECTED,
    },
    [PASSED]: { Type: 'Succeed' },
    [REJECTED]: { Type: 'Fail', Error: 'ModelRejectedError', CausePath: '$.judgement.reason' },
  };
}
