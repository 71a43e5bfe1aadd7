import type { ContainerDefinition } from '@aws-sdk/client-sagemaker';
import { validationError } from '../validation-error.ts';
import type { ModelPackages } from './model-packages.ts';

/** The containers of a model, those of its packages in their place. */
export function withPackages(
  containers: readonly ContainerDefinition[],
  packages: ModelPackages,
): readonly ContainerDefinition[] {
  return containers.flatMap((container) => {
    const { ModelPackageName: name, ...own } = container;
    return name === undefined ? [container] : ofPackage(name, own, packages);
  });
}

function ofPackage(name: string, own: ContainerDefinition, packages: ModelPackages): readonly ContainerDefinition[] {
  const { request, arn } = packages.find(name);
  const containers = request.InferenceSpecification?.Containers ?? [];
  if (containers.length === 0)
    throw validationError(
      `[rehearsal] the model package "${arn}" has no InferenceSpecification: no model can be made of it`,
    );
  return containers.map(({ Image, ModelDataUrl, ModelDataSource, Environment }) => ({
    ...(Image === undefined ? {} : { Image }),
    ...(ModelDataUrl === undefined ? {} : { ModelDataUrl }),
    ...(ModelDataSource === undefined ? {} : { ModelDataSource }),
    Environment: { ...Environment, ...own.Environment },
  }));
}
