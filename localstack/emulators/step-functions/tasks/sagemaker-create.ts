import {
  CreateModelCommand,
  type CreateModelCommandInput,
  CreateTrainingJobCommand,
  type CreateTrainingJobCommandInput,
} from '@aws-sdk/client-sagemaker';
import { isList, isRecord, type Json, type JsonRecord } from '../language/json.ts';
import { SAGEMAKER_ERRORS, serviceError } from './service-error.ts';
import type { Integration, TaskCall } from './task.ts';

/**
 * Parameters that the optimized integration takes (https://docs.aws.amazon.com/step-functions/latest/dg/connect-sagemaker.html);
 * those of Spot since 2021 (https://github.com/aws/aws-step-functions-data-science-sdk-python/issues/42 and 86).
 */
export const TRAINING_JOB_PARAMETERS = {
  required: [
    'AlgorithmSpecification',
    'OutputDataConfig',
    'ResourceConfig',
    'RoleArn',
    'StoppingCondition',
    'TrainingJobName',
  ],
  optional: [
    'CheckpointConfig',
    'EnableManagedSpotTraining',
    'HyperParameters',
    'InputDataConfig',
    'Tags',
    'VpcConfig',
  ],
};

export const CREATE_TRAINING_JOB: Integration = {
  resourceType: 'sagemaker',
  resource: 'createTrainingJob',
  parameters: TRAINING_JOB_PARAMETERS,
  run: async (call) => ({ TrainingJobArn: await createTrainingJob(call, call.signal) }),
};

export const CREATE_MODEL: Integration = {
  resourceType: 'sagemaker',
  resource: 'createModel',
  parameters: {
    required: ['ExecutionRoleArn', 'ModelName'],
    optional: ['Containers', 'EnableNetworkIsolation', 'PrimaryContainer', 'Tags', 'VpcConfig'],
  },
  run: createModel,
};

async function createModel(call: TaskCall): Promise<Json> {
  const { sagemaker } = await call.clients();
  // The service checks every member; the SDK only writes them down.
  const input = parametersOf(call) as unknown as CreateModelCommandInput;
  try {
    const { ModelArn } = await sagemaker.send(new CreateModelCommand(input), { abortSignal: call.signal });
    return { ModelArn: ModelArn ?? '' };
  } catch (error) {
    call.signal.throwIfAborted();
    throw serviceError(error, SAGEMAKER_ERRORS);
  }
}

/** Starts a job with Step Functions' own tags beside those of the definition; gives its ARN. */
export async function createTrainingJob(call: TaskCall, signal?: AbortSignal): Promise<string> {
  const { sagemaker } = await call.clients();
  const input = { ...parametersOf(call), Tags: tagsFor(call) } as unknown as CreateTrainingJobCommandInput;
  try {
    const { TrainingJobArn } = await sagemaker.send(
      new CreateTrainingJobCommand(input),
      signal === undefined ? {} : { abortSignal: signal },
    );
    return TrainingJobArn ?? '';
  } catch (error) {
    signal?.throwIfAborted();
    throw serviceError(error, SAGEMAKER_ERRORS);
  }
}

export function parametersOf(call: TaskCall): JsonRecord {
  return isRecord(call.parameters) ? call.parameters : {};
}

/** The definition's tags and the two that Step Functions adds. */
export function tagsFor(call: TaskCall): readonly JsonRecord[] {
  const { Tags } = parametersOf(call);
  const own = isList(Tags) ? Tags.filter(isRecord) : [];
  return [
    ...own,
    { Key: 'AWS_STEP_FUNCTIONS_EXECUTION_ARN', Value: call.executionArn },
    { Key: 'MANAGED_BY_AWS', Value: 'STARTED_BY_STEP_FUNCTIONS' },
  ];
}
