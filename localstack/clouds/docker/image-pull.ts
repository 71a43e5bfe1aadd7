import { createInterface } from 'node:readline';
import { ImageName } from 'testcontainers';
import type { DockerEngine } from './docker-engine.ts';
import { type PullEvent, PullProgress } from './pull-progress.ts';

const REFUSED = /unauthorized|authentication required|denied|401|403/i;

/** Pulls an image, from a registry that asks for a login too; reports how far it is. */
export async function pullImage(
  engine: DockerEngine,
  image: string,
  onProgress: (text: string) => void,
  signal: AbortSignal,
): Promise<void> {
  onProgress(`pulling ${image}`);
  await pull(engine, image, onProgress, signal).catch((error: Error) => {
    // Testcontainers knows where Docker keeps credentials.
    if (!REFUSED.test(error.message)) throw error;
    return engine.image.pull(ImageName.fromString(image));
  });
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
