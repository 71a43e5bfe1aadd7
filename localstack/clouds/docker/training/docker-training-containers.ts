import { randomBytes } from 'node:crypto';
import {
  type ContainerRequest,
  ImageUnavailableError,
  type TrainingContainer,
  type TrainingContainers,
} from '../../../../emulators/sagemaker/own-image/training-containers.ts';
import { ContainerError } from '../container-error.ts';
import { connectDocker, type DockerEngine } from '../docker-engine.ts';
import { pullImage } from '../image-pull.ts';
import { type Janitor, startJanitor } from '../janitor.ts';
import { JOB_LABEL, removeAbandonedContainers, removeContainersOf, runLabels } from '../leftovers.ts';
import { type ContainerEndpoint, openContainerEndpoint } from './container-endpoint.ts';
import { containerOptions } from './container-options.ts';
import { DockerTrainingContainer } from './docker-training-container.ts';

/** Users' training images in Docker on this machine. */
export class DockerTrainingContainers implements TrainingContainers {
  readonly #endpointUrl: string;
  readonly #runId = randomBytes(6).toString('hex');
  #door: Promise<ContainerEndpoint> | undefined;
  #janitor: Janitor | undefined;

  constructor(endpointUrl: string) {
    this.#endpointUrl = endpointUrl;
  }

  async whyUnavailable(): Promise<string | undefined> {
    try {
      await connect();
      return undefined;
    } catch (error) {
      if (error instanceof ContainerError) return error.message;
      throw error;
    }
  }

  async endpointUrl(): Promise<string> {
    this.#door ??= connect().then((engine) => openContainerEndpoint(engine, this.#endpointUrl));
    const opening = this.#door;
    // A failure is not kept for the next job.
    opening.catch(() => {
      this.#door = undefined;
    });
    return (await opening).url;
  }

  async create(request: ContainerRequest, signal: AbortSignal): Promise<TrainingContainer> {
    const engine = await connect();
    await ensureImage(engine, request.image, signal);
    if (this.#janitor === undefined) await removeAbandonedContainers(engine);
    this.#janitor ??= startJanitor(this.#runId);
    const { jobName } = request;
    const labels = { ...runLabels(this.#runId), [JOB_LABEL]: jobName };
    // A job that goes on after an interruption has a container of its own again.
    const name = `sagemaker-${jobName}-${randomBytes(4).toString('hex')}`;
    const container = await engine.container.dockerode.createContainer(containerOptions(request, name, labels));
    return new DockerTrainingContainer(engine, container);
  }

  async close(): Promise<void> {
    try {
      if (this.#janitor !== undefined) await removeContainersOf(connect(), this.#runId);
    } finally {
      // What could not be removed now is reported, and left to the next run.
      this.#janitor?.dismiss();
      const door = await this.#door?.catch(() => undefined);
      await door?.close();
    }
  }
}

function connect(): Promise<DockerEngine> {
  return connectDocker('use the built-in algorithm');
}

/** Asked again each time: users rebuild and remove their images while the emulator runs. */
async function ensureImage(engine: DockerEngine, image: string, signal: AbortSignal): Promise<void> {
  try {
    await engine.container.dockerode.getImage(image).inspect();
    return;
  } catch (error) {
    if ((error as { readonly statusCode?: number }).statusCode !== 404) throw error;
  }
  try {
    await pullImage(engine, image, () => undefined, signal);
  } catch (cause) {
    signal.throwIfAborted();
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ImageUnavailableError(image, `${reason}. Build it: docker build -t ${image} .`, { cause });
  }
}
