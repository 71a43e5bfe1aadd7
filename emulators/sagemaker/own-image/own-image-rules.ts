import type { Channel, CreateTrainingJobRequest } from '@aws-sdk/client-sagemaker';
import { ALGORITHM_NAME, algorithmRepository, imageOrigin } from '../algorithm/image-classification.ts';
import { isPrivateEcrImage } from '../ecr-image.ts';
import { inputMode } from '../training-jobs/request/input-modes.ts';
import { instanceCount } from '../training-jobs/request/instance-choice.ts';
import { metricProblems } from './metric-reader.ts';
import type { TrainingContainers } from './training-containers.ts';

/** AWS's words, the missing space included. */
const OUTSIDE_ECR =
  'TrainingImageConfig with TrainingRepositoryAccessMode set to VPC must be provided when using a training image from a private Docker registry. ' +
  'Please provideTrainingImageConfig and TrainingRepositoryAccessMode set to VPC when using a training image from a private Docker registry.';

type TrainingRequest = Omit<CreateTrainingJobRequest, 'Tags'>;

/** Whether a job runs in a container of the user's own image. */
export function isOwnImage(request: TrainingRequest, region: string): boolean {
  const image = request.AlgorithmSpecification?.TrainingImage;
  return image !== undefined && imageOrigin(image, region).kind === 'other';
}

/** Modes and kinds of data that cannot be brought to a container here. FastFile looks to the container as File does. */
export function ownImageModeSettings(channel: Channel, request: TrainingRequest): string[] {
  const mode = inputMode(channel, request);
  const type = channel.DataSource?.S3DataSource?.S3DataType ?? 'S3Prefix';
  const types = mode === 'FastFile' ? ['S3Prefix'] : ['S3Prefix', 'ManifestFile'];
  return [
    ...(mode === 'Pipe' ? ["input mode 'Pipe' for an own image"] : []),
    ...(types.includes(type) ? [] : [`S3DataType '${type}' in input mode '${mode}' for an own image`]),
  ];
}

/** What a request for an own image gets wrong, in our words. */
export function ownImageProblems(request: TrainingRequest): string[] {
  const count = instanceCount(request);
  return [
    ...(count > 1
      ? [`ResourceConfig.InstanceCount ${count}: an own image runs in one container here; set it to 1`]
      : []),
    ...metricProblems(request.AlgorithmSpecification?.MetricDefinitions ?? []),
  ];
}

/** AWS's refusal of an image that is not in a private ECR repository. */
export function outsideEcrRefusal({ AlgorithmSpecification: algorithm }: TrainingRequest): string | undefined {
  const { TrainingImage: image = '', TrainingImageConfig: config } = algorithm ?? {};
  if (config?.TrainingRepositoryAccessMode === 'Vpc' || isPrivateEcrImage(image)) return undefined;
  return OUTSIDE_ECR;
}

/** Why this machine cannot run the image; undefined when it can. */
export async function unavailableRefusal(
  image: string,
  region: string,
  containers: TrainingContainers | undefined,
): Promise<string | undefined> {
  const reason =
    containers === undefined
      ? 'no container engine was given to this emulator; the package sagemaker-workflow-rehearsal gives it Docker'
      : await containers.whyUnavailable();
  if (reason === undefined) return undefined;
  const builtIn = algorithmRepository(region);
  const meant = builtIn === undefined ? '' : ` (${builtIn}:1)`;
  return `[rehearsal] TrainingImage '${image}' is not the built-in ${ALGORITHM_NAME}${meant}, so that it runs in Docker: ${reason}`;
}
