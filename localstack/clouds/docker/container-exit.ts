import type { DockerEngine } from './docker-engine.ts';

/** The end of a container, as far as it has come. */
export class ContainerExit {
  #text: string | undefined;
  /** Resolves with how it ended, such as `exit code 137`. */
  readonly happened: Promise<string>;

  constructor(engine: DockerEngine, containerId: string) {
    this.happened = waitForExit(engine, containerId).then((text) => {
      this.#text = text;
      return text;
    });
  }

  get text(): string | undefined {
    return this.#text;
  }
}

async function waitForExit(engine: DockerEngine, containerId: string): Promise<string> {
  try {
    const { StatusCode } = await engine.container.getById(containerId).wait();
    return `exit code ${StatusCode}`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
