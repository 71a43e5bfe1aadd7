import type { Channel, CreateTrainingJobRequest } from '@aws-sdk/client-sagemaker';
import { AwsError } from '../../../core/wire/aws-error.ts';
import {
  ALGORITHM_NAME,
  algorithmRepository,
  hasGpu,
  imageOrigin,
  isRetired,
} from '../../algorithm/image-classification.ts';
import {
  isOwnImage,
  outsideEcrRefusal,
  ownImageModeSettings,
  ownImageProblems,
} from '../../own-image/own-image-rules.ts';
import { validationError } from '../../validation-error.ts';
import { checkFileChannels, inputModeSettings } from './input-modes.ts';
import { instanceProblems, instancesOf } from './instance-choice.ts';
import { unsupportedSettings } from './unsupported-settings.ts';

const MAX_RUNTIME_SECONDS = 28 * 86_400;
/** Seen in Kenza-AI/sagify#111 and aws/sagemaker-python-sdk#4140. */
const WAIT_WITHOUT_SPOT =
  'Invalid MaxWaitTimeInSeconds. It is only supported when EnableManagedSpotTraining is set to true';

/** Refuses what the service refuses beyond the API model, as far as the request alone shows. */
export function checkTrainingRequest(request: CreateTrainingJobRequest, region: string): void {
  const isOwn = isOwnImage(request, region);
  const problems = [
    ...missingParts(request),
    ...instanceProblems(request),
    ...imageProblems(request, region),
    ...stoppingProblems(request),
    ...channelProblems(request.InputDataConfig ?? []),
    ...unsupportedSettings(request, isOwn ? ownImageModeSettings : inputModeSettings),
    ...(isOwn ? ownImageProblems(request) : []),
  ];
  if (problems.length > 0) throw validationError(`[rehearsal] ${problems.join('; ')}`);
  if (request.EnableManagedSpotTraining !== true && request.StoppingCondition?.MaxWaitTimeInSeconds !== undefined) {
    throw validationError(WAIT_WITHOUT_SPOT);
  }
  checkFileChannels(request);
  const outsideEcr = isOwn ? outsideEcrRefusal(request) : undefined;
  if (outsideEcr !== undefined) throw validationError(outsideEcr);
  for (const { type } of instancesOf(request)) checkInstanceType(type, isOwn);
}

// The API model stopped requiring these three when serverless jobs came; for a built-in algorithm the service still needs them.
function missingParts(request: CreateTrainingJobRequest): string[] {
  const parts = ['AlgorithmSpecification', 'ResourceConfig', 'StoppingCondition'] as const;
  const missing = parts.filter((part) => request[part] === undefined);
  return missing.map((part) => `${part} is missing: a training job of a built-in algorithm needs it`);
}

function imageProblems(request: CreateTrainingJobRequest, region: string): string[] {
  const { TrainingImage: image, AlgorithmName: algorithm } = request.AlgorithmSpecification ?? {};
  if (request.AlgorithmSpecification === undefined) return [];
  if (image !== undefined && algorithm !== undefined) {
    return [
      `AlgorithmSpecification has both TrainingImage '${image}' and AlgorithmName '${algorithm}': give one of them`,
    ];
  }
  if (algorithm !== undefined) {
    return [`AlgorithmName '${algorithm}': algorithm resources are not emulated; give the algorithm's TrainingImage`];
  }
  const expected = algorithmRepository(region);
  const advice = expected === undefined ? `AWS does not offer it in ${region}` : `use ${expected}:1`;
  if (image === undefined) return [`AlgorithmSpecification has no TrainingImage; for ${ALGORITHM_NAME} ${advice}`];
  const origin = imageOrigin(image, region);
  if (origin.kind === 'unknown tag') {
    return [`TrainingImage '${image}' has a tag that ${ALGORITHM_NAME} does not have: ${advice}`];
  }
  if (origin.kind !== 'algorithm of another region') return [];
  return [`TrainingImage '${image}' belongs to ${origin.region}, the job runs in ${region}: ${advice}`];
}

function stoppingProblems(request: CreateTrainingJobRequest): string[] {
  const { MaxRuntimeInSeconds: runtime = 86_400, MaxWaitTimeInSeconds: wait } = request.StoppingCondition ?? {};
  const isSpot = request.EnableManagedSpotTraining === true;
  const problems: string[] = [];
  if (runtime > MAX_RUNTIME_SECONDS)
    problems.push(`MaxRuntimeInSeconds ${runtime} is above 28 days (${MAX_RUNTIME_SECONDS})`);
  if (isSpot && wait === undefined) {
    problems.push('MaxWaitTimeInSeconds is missing: managed Spot training needs it');
  }
  if (isSpot && wait !== undefined && wait < runtime) {
    problems.push(`MaxWaitTimeInSeconds ${wait} is below MaxRuntimeInSeconds ${runtime}: it must be equal or greater`);
  }
  return problems;
}

function channelProblems(channels: readonly Channel[]): string[] {
  const names = channels.map((channel) => channel.ChannelName);
  const repeated = new Set(names.filter((name, index) => names.indexOf(name) !== index));
  return [
    ...[...repeated].map((name) => `channel '${name}' is given more than once: channel names must be unique`),
    ...channels.flatMap(sourceProblems),
  ];
}

function sourceProblems({ ChannelName: name, DataSource: source = {} }: Channel): string[] {
  const given = Object.keys(source);
  if (given.length === 0) return [`channel '${name}' has no data source: give an S3DataSource`];
  return given.length === 1 ? [] : [`channel '${name}' has ${given.join(' and ')}: give one of them`];
}

function checkInstanceType(instanceType: string, isOwn: boolean): void {
  if (isRetired(instanceType)) {
    const message = `The requested resource training-job/${instanceType} is not available in this region`;
    throw new AwsError('ResourceLimitExceeded', 400, message);
  }
  if (!isOwn && !hasGpu(instanceType)) {
    throw validationError(
      `Instance type ${instanceType} is not supported by algorithm ${ALGORITHM_NAME}; only GPU instances are supported.`,
    );
  }
}
