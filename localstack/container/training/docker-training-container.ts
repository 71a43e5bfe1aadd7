import { createInterface } from 'node:readline';
import { PassThrough, type Readable } from 'node:stream';
import type { TrainingContainer } from '../../emulators/sagemaker/own-image/training-containers.ts';
import type { DockerEngine } from '../docker-engine.ts';
import { startFailure } from './start-failure.ts';

type Container = ReturnType<DockerEngine['container']['getById']>;

/** One training container in Docker. */
export class DockerTrainingContainer implements TrainingContainer {
  readonly #engine: DockerEngine;
  readonly #container: Container;
  #isRunning = false;
  #graceMs: number | undefined;
  #killTimer: NodeJS.Timeout | undefined;

  constructor(engine: DockerEngine, container: Container) {
    this.#engine = engine;
    this.#container = container;
  }

  async put(archive: Readable): Promise<void> {
    // Docker would wait for the rest of an archive that breaks off.
    const brokenOff = new AbortController();
    archive.once('error', (error) => brokenOff.abort(error));
    try {
      await this.#container.putArchive(archive, { path: '/', abortSignal: brokenOff.signal });
    } finally {
      archive.destroy();
    }
  }

  async run(onLine: (line: string) => void): Promise<number> {
    const { ended: lines } = await this.#followLines(onLine);
    try {
      await this.#container.start();
    } catch (error) {
      const failure = startFailure(error);
      if (failure === undefined) throw error;
      onLine(failure.line);
      return failure.exitCode;
    }
    this.#isRunning = true;
    // It was told to stop before it could.
    if (this.#graceMs !== undefined) this.terminate(this.#graceMs);
    try {
      // What it says can no longer be taken in (a full disk, say): let it not train on for nothing.
      lines.catch(() => this.#signal('SIGKILL'));
      const { StatusCode: exitCode } = await this.#container.wait();
      await lines;
      return exitCode;
    } finally {
      this.#isRunning = false;
      clearTimeout(this.#killTimer);
    }
  }

  terminate(graceMs: number): void {
    this.#graceMs = graceMs;
    if (!this.#isRunning) return;
    this.#signal('SIGTERM');
    clearTimeout(this.#killTimer);
    this.#killTimer = setTimeout(() => this.#signal('SIGKILL'), graceMs);
  }

  async read(path: string): Promise<Readable | undefined> {
    try {
      return (await this.#container.getArchive({ path })) as Readable;
    } catch (error) {
      if (statusCode(error) === 404) return undefined;
      throw error;
    }
  }

  async remove(): Promise<void> {
    await this.#container.remove({ force: true, v: true }).catch((error: unknown) => {
      // Gone already, or going.
      if (![404, 409].includes(statusCode(error) ?? 0)) throw error;
    });
  }

  #signal(signal: NodeJS.Signals): void {
    // It may have ended in this moment; its end is told by `run`.
    this.#container.kill({ signal }).catch(() => undefined);
  }

  /** Follows what the container will write; `ended` when that is all. */
  async #followLines(onLine: (line: string) => void): Promise<{ readonly ended: Promise<unknown> }> {
    const output = await this.#container.attach({ stream: true, stdout: true, stderr: true });
    const [stdout, stderr] = [new PassThrough(), new PassThrough()];
    this.#engine.container.dockerode.modem.demuxStream(output, stdout, stderr);
    const end = () => {
      stdout.end();
      stderr.end();
    };
    output.once('end', end).once('close', end).once('error', end);
    return { ended: Promise.all([eachLine(stdout, onLine), eachLine(stderr, onLine)]) };
  }
}

async function eachLine(stream: Readable, use: (line: string) => void): Promise<void> {
  for await (const line of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })) use(line);
}

function statusCode(error: unknown): number | undefined {
  return (error as { readonly statusCode?: number }).statusCode;
}
