import {
  CreateEndpointCommand,
  CreateEndpointConfigCommand,
  CreateHyperParameterTuningJobCommand,
  CreateLabelingJobCommand,
  CreateModelCommand,
  CreateProcessingJobCommand,
  CreateTrainingJobCommand,
  CreateTransformJobCommand,
  UpdateEndpointCommand,
} from '@aws-sdk/client-sagemaker';
import { isList, isRecord, type JsonRecord } from '../../language/json.ts';
import { schemasOf, sdkClient } from '../aws-sdk/sdk-package.ts';
import { type ParameterShape, parameterShape } from '../parameter-shape.ts';
import { SAGEMAKER_ERRORS, serviceError } from '../service-error.ts';
import type { Integration, TaskCall } from '../task.ts';
import { taskOutput } from '../task-output.ts';
import { SAGEMAKER_REQUIRED } from './sagemaker-parameters.ts';

export type SageMakerResource = keyof typeof SAGEMAKER_REQUIRED;
type Resource = SageMakerResource;

/** The input is not typed: the service checks every member, the SDK only writes them down. */
const COMMANDS: Readonly<Record<Resource, new (input: never) => object>> = {
  createEndpoint: CreateEndpointCommand,
  createEndpointConfig: CreateEndpointConfigCommand,
  createHyperParameterTuningJob: CreateHyperParameterTuningJobCommand,
  createLabelingJob: CreateLabelingJobCommand,
  createModel: CreateModelCommand,
  createProcessingJob: CreateProcessingJobCommand,
  createTrainingJob: CreateTrainingJobCommand,
  createTransformJob: CreateTransformJobCommand,
  updateEndpoint: UpdateEndpointCommand,
};

const shapes = new Map<Resource, ParameterShape>();

/** Members of the API's request as the SDK's model has them, and those that Step Functions requires. */
export function sageMakerShape(resource: Resource): ParameterShape {
  const known = shapes.get(resource);
  if (known !== undefined) return known;
  const [schema] = schemasOf(commandOf(resource, {}));
  if (schema === undefined) throw new Error(`the AWS SDK's ${resource} has no schema`);
  const shape = parameterShape(schema, SAGEMAKER_REQUIRED[resource]);
  shapes.set(resource, shape);
  return shape;
}

function commandOf(resource: Resource, input: JsonRecord): object {
  return new COMMANDS[resource](input as never);
}

/** Jobs get Step Functions' own tags; whether endpoints and models do is not known. */
const TAGGED = /^create.*Job$/;

/** Request-response integrations (https://docs.aws.amazon.com/step-functions/latest/dg/connect-sagemaker.html). */
export const SAGEMAKER_REQUESTS: readonly Integration[] = (Object.keys(COMMANDS) as Resource[]).map((resource) => ({
  resourceType: 'sagemaker',
  resource,
  get parameters() {
    return sageMakerShape(resource);
  },
  run: (call) => sendRequest(call, resource, call.signal),
}));

/** Sends the request for the role; gives the ARN that the service answers. */
export async function sendRequest(call: TaskCall, resource: Resource, signal?: AbortSignal): Promise<JsonRecord> {
  const { sagemaker } = await call.clients();
  const client = sdkClient(sagemaker);
  const input = TAGGED.test(resource) ? { ...parametersOf(call), Tags: tagsFor(call) } : parametersOf(call);
  const options = signal === undefined ? {} : { abortSignal: signal };
  try {
    const { $metadata: _, ...answer } = taskOutput(await client.send(commandOf(resource, input), options));
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
