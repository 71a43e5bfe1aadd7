import { ContainerError, isDockerGone } from './container-error.ts';
import type { DockerEngine } from './docker-engine.ts';

export interface ContainerEnd {
  /** Such as `exit code 137`. */
  readonly text: string;
  /** Docker itself went away: what became of the container is not known. */
  readonly isDockerGone: boolean;
}

/** The end of a container, as far as it has come. */
export class ContainerExit {
  #end: ContainerEnd | undefined;
  readonly happened: Promise<ContainerEnd>;

  constructor(engine: DockerEngine, containerId: string) {
    this.happened = waitForExit(engine, containerId).then((end) => {
      this.#end = end;
      return end;
    });
  }

  get text(): string | undefined {
    return this.#end?.text;
  }
}

async function waitForExit(engine: DockerEngine, containerId: string): Promise<ContainerEnd> {
  try {
    return { text: `exit code ${await exitCode(engine, containerId)}`, isDockerGone: false };
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    return { text, isDockerGone: error instanceof ContainerError || isDockerGone(error) };
  }
}

/** Waits for a container's end; fails with a ContainerError when the engine ends before. */
export async function exitCode(engine: DockerEngine, containerId: string): Promise<number> {
  const connection = await engine.container.dockerode.getEvents({ filters: { container: [containerId] } });
  try {
    const end = await Promise.race([engine.container.getById(containerId).wait(), endOf(connection)]);
    if (end === undefined) throw new ContainerError('Docker does not answer any more');
    return end.StatusCode;
  } finally {
    if ('destroy' in connection && typeof connection.destroy === 'function') connection.destroy();
  }
}

/** A stream of the engine's ends with the engine; waiting for the container alone then goes on for ever. */
function endOf(connection: NodeJS.ReadableStream): Promise<undefined> {
  connection.resume();
  connection.on('error', () => undefined);
  return new Promise((resolve) => {
    for (const event of ['end', 'close']) connection.once(event, () => resolve(undefined));
  });
}
