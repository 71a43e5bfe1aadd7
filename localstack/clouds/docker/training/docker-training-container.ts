import type { Readable } from 'node:stream';
import type { OnLine, TrainingContainer } from '../../../../emulators/sagemaker/own-image/training-containers.ts';
import { isDockerGone } from '../container-error.ts';
import { exitCode } from '../container-exit.ts';
import type { DockerEngine } from '../docker-engine.ts';
import { eachOutputLine } from './output-lines.ts';
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

  async run(onLine: OnLine): Promise<number> {
    const { ended: lines } = await this.#followLines(onLine);
    try {
      await this.#container.start();
    } catch (error) {
      const failure = startFailure(error);
      if (failure === undefined) throw error;
      await onLine(failure.line);
      return failure.exitCode;
    }
    this.#isRunning = true;
    // It was stopped before it could.
    if (this.#graceMs !== undefined) this.terminate(this.#graceMs);
    try {
      // What it says can no longer be taken in (a full disk, say): let it not train on for nothing.
      lines.catch(() => this.#signal('SIGKILL'));
      const code = await exitCode(this.#engine, this.#container.id);
      await lines;
      return code;
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
      // Gone already, or going; without Docker the next run in Docker removes it.
      if (![404, 409].includes(statusCode(error) ?? 0) && !isDockerGone(error)) throw error;
    });
  }

  #signal(signal: NodeJS.Signals): void {
    // It may have ended in this moment; `run` reports its end.
    this.#container.kill({ signal }).catch(() => undefined);
  }

  /** Follows what the container will write; `ended` when that is all, or no more of it comes. */
  async #followLines(onLine: OnLine): Promise<{ readonly ended: Promise<void> }> {
    const output = await this.#container.attach({ stream: true, stdout: true, stderr: true });
    return { ended: eachOutputLine(untilBroken(output), onLine) };
  }
}

/** A connection that breaks ends the output; the engine reports how the container ends. */
async function* untilBroken(output: NodeJS.ReadableStream): AsyncGenerator<Buffer> {
  const chunks = output[Symbol.asyncIterator]();
  for (;;) {
    const next = await chunks.next().catch(() => undefined);
    if (next === undefined || next.done === true) return;
    yield Buffer.from(next.value);
  }
}

function statusCode(error: unknown): number | undefined {
  return (error as { readonly statusCode?: number }).statusCode;
}
