import type { TrainingContainers } from '../../../emulators/sagemaker/own-image/training-containers.ts';

/**
 * Runs users' own training images in Docker. Docker and what speaks to it are not touched before the first job that needs
 * them. `endpointUrl` is the local AWS as this machine reaches it.
 */
export function dockerTrainingContainers(endpointUrl: string): TrainingContainers {
  let loaded: Promise<TrainingContainers> | undefined;
  const load = (): Promise<TrainingContainers> => {
    loaded ??= import('./training/docker-training-containers.ts').then(
      ({ DockerTrainingContainers }) => new DockerTrainingContainers(endpointUrl),
    );
    return loaded;
  };
  return {
    whyUnavailable: async () => (await load()).whyUnavailable(),
    endpointUrl: async () => (await load()).endpointUrl(),
    create: async (request, signal) => (await load()).create(request, signal),
    close: async () => (await loaded)?.close(),
  };
}
