import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ImageName } from 'testcontainers';
import { ContainerError } from './container-error.ts';
import type { DockerEngine } from './docker-engine.ts';
import { type PullEvent, PullProgress } from './pull-progress.ts';

const DOCKERFILE = join(import.meta.dirname, 'Dockerfile');
const REFUSED = /unauthorized|authentication required|denied|401|403/i;

/** LOCALSTACK_IMAGE, or the image that the Dockerfile names. */
export async function localStackImage(override: string | undefined): Promise<string> {
  if (override !== undefined && override !== '') return override;
  const image = /^FROM\s+(\S+)/m.exec(await readFile(DOCKERFILE, 'utf8'))?.[1];
  if (image === undefined) throw new Error(`${DOCKERFILE} has no FROM line`);
  return image;
}

/** Pulls the image unless the engine has it; tells how far it is. */
export async function ensureImage(
  engine: DockerEngine,
  image: string,
  onProgress: (text: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const name = ImageName.fromString(image);
  try {
    if (await engine.image.exists(name)) return;
    onProgress(`pulling ${image}`);
    await pull(engine, image, onProgress, signal).catch((error: Error) => {
      // A registry that asks for a login: Testcontainers knows where Docker keeps credentials.
      if (!REFUSED.test(error.message)) throw error;
      return engine.image.pull(name);
    });
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

async function pull(
  engine: DockerEngine,
  image: string,
  onProgress: (text: string) => void,
  abortSignal: AbortSignal,
): Promise<void> {
  const stream = await engine.container.dockerode.pull(image, { abortSignal });
  const progress = new PullProgress();
  let shown = '';
  for await (const line of createInterface({ input: stream })) {
    const event: PullEvent = JSON.parse(line);
    if (event.error !== undefined) throw new Error(event.error);
    progress.add(event);
    if (progress.text === shown) continue;
    shown = progress.text;
    onProgress(`pulling ${image}: ${shown}`);
  }
}
