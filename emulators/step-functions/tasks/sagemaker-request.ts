import {
  CreateEndpointCommand,
  CreateEndpointConfigCommand,
  CreateHyperParameterTuningJobCommand,
  CreateLabelingJobCommand,
  CreateModelCommand,
  CreateProcessingJobCommand,
  CreateTrainingJobCommand,
  CreateTransformJobCommand,
  type SageMakerClient,
  UpdateEndpointCommand,
} from '@aws-sdk/client-sagemaker';
import { isList, isRecord, type JsonRecord } from '../language/json.ts';
import { SAGEMAKER_PARAMETERS } from './sagemaker-parameters.ts';
import { SAGEMAKER_ERRORS, serviceError } from './service-error.ts';
import type { Integration, TaskCall } from './task.ts';
import { taskOutput } from './task-output.ts';

type Resource = keyof typeof SAGEMAKER_PARAMETERS;

interface Options {
  readonly abortSignal?: AbortSignal;
}

/** The input is not typed: the service checks every member, the SDK only writes them down. */
type Send = (client: SageMakerClient, input: never, options: Options) => Promise<object>;

const SEND: Readonly<Record<Resource, Send>> = {
  createEndpoint: (client, input, options) => client.send(new CreateEndpointCommand(input), options),
  createEndpointConfig: (client, input, options) => client.send(new CreateEndpointConfigCommand(input), options),
  createHyperParameterTuningJob: (client, input, options) =>
    client.send(new CreateHyperParameterTuningJobCommand(input), options),
  createLabelingJob: (client, input, options) => client.send(new CreateLabelingJobCommand(input), options),
  createModel: (client, input, options) => client.send(new CreateModelCommand(input), options),
  createProcessingJob: (client, input, options) => client.send(new CreateProcessingJobCommand(input), options),
  createTrainingJob: (client, input, options) => client.send(new CreateTrainingJobCommand(input), options),
  createTransformJob: (client, input, options) => client.send(new CreateTransformJobCommand(input), options),
  updateEndpoint: (client, input, options) => client.send(new UpdateEndpointCommand(input), options),
};

/** Jobs get Step Functions' own tags; whether endpoints and models do is not known. */
const TAGGED = /^create.*Job$/;

/** Request-response integrations (https://docs.aws.amazon.com/step-functions/latest/dg/connect-sagemaker.html). */
export const SAGEMAKER_REQUESTS: readonly Integration[] = (Object.keys(SEND) as Resource[]).map((resource) => ({
  resourceType: 'sagemaker',
  resource,
  parameters: SAGEMAKER_PARAMETERS[resource],
  run: (call) => sendRequest(call, resource, call.signal),
}));

/** Sends the request for the role; gives the ARN that the service answers. */
export async function sendRequest(call: TaskCall, resource: Resource, signal?: AbortSignal): Promise<JsonRecord> {
  const { sagemaker } = await call.clients();
  const input = TAGGED.test(resource) ? { ...parametersOf(call), Tags: tagsFor(call) } : parametersOf(call);
  const options = signal === undefined ? {} : { abortSignal: signal };
  try {
    const { $metadata: _, ...answer } = taskOutput(await SEND[resource](sagemaker, input as never, options));
    return answer;
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
