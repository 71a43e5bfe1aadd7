import type { ContainerDefinition, CreateModelInput } from '@aws-sdk/client-sagemaker';
import { ALGORITHM_NAME, algorithmRepository, imageOrigin } from '../algorithm/image-classification.ts';
import { isPrivateEcrImage } from '../ecr-image.ts';
import { validationError } from '../validation-error.ts';

export function modelContainers(
  request: Pick<CreateModelInput, 'PrimaryContainer' | 'Containers'>,
): readonly ContainerDefinition[] {
  return request.PrimaryContainer === undefined ? (request.Containers ?? []) : [request.PrimaryContainer];
}

/** Refuses what the service refuses beyond the API model, as far as the request alone shows. */
export function checkModelRequest(request: CreateModelInput, region: string): void {
  const containers = modelContainers(request);
  if (containers.some(hasTwoSources)) {
    throw validationError(
      'Specify one of either Image and Model Data URL or ModelPackageName in container definition.',
    );
  }
  const problems = [
    ...requestProblems(request),
    ...containers.flatMap((container) => containerProblems(container, region)),
  ];
  if (problems.length > 0) throw validationError(`[rehearsal] ${problems.join('; ')}`);
  const absent = containers.find(({ Image: image }) => image !== undefined && isUnknownTag(image, region));
  if (absent !== undefined) {
    throw validationError(
      `Role ${request.ExecutionRoleArn} cannot pull ${absent.Image}. Ensure that the role exists and the image was granted pull permission.`,
    );
  }
  const unlabelled = containers.find((container) => isMultiModel(container) && isAlgorithm(container, region));
  if (unlabelled !== undefined) {
    throw validationError(
      `Your Ecr Image ${unlabelled.Image} does not contain required com.amazonaws.sagemaker.capabilities.multi-models=true Docker label(s).`,
    );
  }
  if (containers.some(isOutsideEcr)) {
    throw validationError('Using non-ECR image without Vpc repository access mode is not supported');
  }
}

function requestProblems(request: CreateModelInput): string[] {
  const problems: string[] = [];
  const { PrimaryContainer: primary, Containers: several } = request;
  if (primary !== undefined && several !== undefined)
    problems.push('both PrimaryContainer and Containers are given: give one of them');
  if (primary === undefined && (several ?? []).length === 0)
    problems.push('PrimaryContainer is missing: a model needs a container');
  if (request.ExecutionRoleArn === undefined)
    problems.push('ExecutionRoleArn is missing: SageMaker reads the model data as that role');
  return problems;
}

function hasTwoSources(container: ContainerDefinition): boolean {
  const { Image: image, ModelDataUrl: data, ModelDataSource: source, ModelPackageName: modelPackage } = container;
  return modelPackage !== undefined && (image ?? data ?? source) !== undefined;
}

function containerProblems(container: ContainerDefinition, region: string): string[] {
  const { Image: image, ModelPackageName: modelPackage } = container;
  const problems: string[] = [];
  if (image !== undefined) problems.push(...imageProblems(image, region));
  else if (modelPackage === undefined) problems.push('the container has no Image');
  if (container.ModelDataUrl !== undefined && container.ModelDataSource !== undefined) {
    problems.push('both ModelDataUrl and ModelDataSource are given: give one of them');
  }
  if (container.ModelDataUrl?.startsWith('https:')) {
    problems.push(`ModelDataUrl '${container.ModelDataUrl}' is not emulated in this form: give it as s3://bucket/key`);
  }
  return problems;
}

/** One container that serves every artifact under a prefix. */
export function isMultiModel({ Mode: mode }: ContainerDefinition): boolean {
  return mode === 'MultiModel';
}

function isAlgorithm({ Image: image }: ContainerDefinition, region: string): boolean {
  return image !== undefined && imageOrigin(image, region).kind === 'algorithm';
}

function isUnknownTag(image: string, region: string): boolean {
  return imageOrigin(image, region).kind === 'unknown tag';
}

function imageProblems(image: string, region: string): string[] {
  const origin = imageOrigin(image, region);
  if (origin.kind !== 'algorithm of another region') return [];
  const own = algorithmRepository(region);
  const advice = own === undefined ? `AWS does not offer ${ALGORITHM_NAME} in ${region}` : `use ${own}:1`;
  return [`image '${image}' belongs to ${origin.region}, the model is made in ${region}: ${advice}`];
}

function isOutsideEcr(container: ContainerDefinition): boolean {
  if (container.Image === undefined || container.ImageConfig?.RepositoryAccessMode === 'Vpc') return false;
  return !isPrivateEcrImage(container.Image);
}
