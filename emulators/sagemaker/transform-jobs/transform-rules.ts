import type { ContainerDefinition, CreateTransformJobRequest } from '@aws-sdk/client-sagemaker';
import { imageOrigin } from '../algorithm/image-classification.ts';
import { validationError } from '../validation-error.ts';

/** Developer Guide, "Use Batch Transform": MaxPayloadInMB, and it times MaxConcurrentTransforms. */
const MOST_MB = 100;
export const DEFAULT_PAYLOAD_MB = 6;
const ACCEPTED = ['application/json', 'application/jsonlines', '*/*'];

/** Refuses what cannot be run, all of it at once. `containers`: of the job's model. */
export function checkTransformRequest(
  request: CreateTransformJobRequest,
  containers: readonly ContainerDefinition[],
  region: string,
): void {
  const problems = [...payloadProblems(request), ...unsupported(request), ...containerProblems(containers, region)];
  if (problems.length > 0) throw validationError(`[rehearsal] ${problems.join('; ')}`);
}

function payloadProblems(request: CreateTransformJobRequest): readonly string[] {
  const { MaxPayloadInMB: payload = DEFAULT_PAYLOAD_MB, MaxConcurrentTransforms: concurrent = 0 } = request;
  if (payload === 0) return ['MaxPayloadInMB is 0: built-in algorithms do not take payloads of any size'];
  if (payload > MOST_MB) return [`MaxPayloadInMB is ${payload}: ${MOST_MB} is the most`];
  const product = payload * concurrent;
  return product > MOST_MB
    ? [
        `MaxConcurrentTransforms (${concurrent}) times MaxPayloadInMB (${payload}) is ${product}: ${MOST_MB} is the most`,
      ]
    : [];
}

/** What AWS honours and this emulator cannot: refused, so that a rehearsal never passes by ignoring it. */
function unsupported({
  TransformInput: input,
  TransformOutput: output,
  ...request
}: CreateTransformJobRequest): string[] {
  const { SplitType: split = 'None', CompressionType: compression = 'None' } = input ?? {};
  const { InputFilter, OutputFilter, JoinSource: join = 'None' } = request.DataProcessing ?? {};
  const accept = output?.Accept ?? '';
  return [
    ...(split === 'None' ? [] : [`SplitType '${split}'`]),
    ...(compression === 'None' ? [] : [`CompressionType '${compression}'`]),
    ...(accept === '' || ACCEPTED.includes(accept) ? [] : [`Accept '${accept}'`]),
    ...(InputFilter === undefined ? [] : ['InputFilter']),
    ...(OutputFilter === undefined ? [] : ['OutputFilter']),
    ...(join === 'None' ? [] : [`JoinSource '${join}'`]),
    ...(request.DataCaptureConfig === undefined ? [] : ['DataCaptureConfig']),
  ].map((setting) => `${setting} is not emulated here`);
}

function containerProblems(containers: readonly ContainerDefinition[], region: string): readonly string[] {
  const [container, ...others] = containers;
  if (others.length > 0) return ['a model of several containers is not emulated here'];
  const { Image: image = '', ModelDataUrl: data, ModelDataSource: source } = container ?? {};
  if (imageOrigin(image, region).kind !== 'algorithm')
    return [`image '${image}': only models of the built-in image-classification algorithm predict here`];
  return source === undefined && data !== undefined ? [] : ['the model has no ModelDataUrl: give it the artifact'];
}
