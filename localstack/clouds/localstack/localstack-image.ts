import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ImageName } from 'testcontainers';
import { ContainerError } from '../docker/container-error.ts';
import type { DockerEngine } from '../docker/docker-engine.ts';
import { pullImage } from '../docker/image-pull.ts';

const DOCKERFILE = join(import.meta.dirname, 'Dockerfile');

/** LOCALSTACK_IMAGE, or the image that the Dockerfile names; from the mirror of TESTCONTAINERS_HUB_IMAGE_NAME_PREFIX, if there is one. */
export async function localStackImage(override: string | undefined): Promise<string> {
  const image = override || (await imageOfDockerfile());
  return process.env['TESTCONTAINERS_HUB_IMAGE_NAME_PREFIX'] ? ImageName.fromString(image).string : image;
}

async function imageOfDockerfile(): Promise<string> {
  const image = /^FROM\s+(\S+)/m.exec(await readFile(DOCKERFILE, 'utf8'))?.[1];
  if (image === undefined) throw new Error(`${DOCKERFILE} has no FROM line`);
  return image;
}

/** Pulls the image unless the engine has it; reports how far it is. */
export async function ensureImage(
  engine: DockerEngine,
  image: string,
  onProgress: (text: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const name = ImageName.fromString(image);
  try {
    if (await engine.image.exists(name)) return;
    await pullImage(engine, image, onProgress, signal);
  } catch (cause) {
    signal.throwIfAborted();
    const text = cause instanceof Error ? cause.message : String(cause);
    throw new ContainerError(
      `the image ${image} is not on this machine and cannot be pulled: ${text}. Check the network and the name, or name an image that is there with LOCALSTACK_IMAGE.`,
      { cause },
    );
  }
}

/** The environment that the image sets, as `NAME=value`. */
export async function imageEnvironment(engine: DockerEngine, image: string): Promise<readonly string[]> {
  const { Config } = await engine.container.dockerode.getImage(image).inspect();
  return Config.Env ?? [];
}
