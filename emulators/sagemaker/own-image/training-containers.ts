import type { Readable } from 'node:stream';

/** Runs users' own training images; the emulator itself knows of no container engine. */
export interface TrainingContainers {
  /** Why no container can be run, as a sentence that says what to do; undefined when one can. */
  whyUnavailable(): Promise<string | undefined>;
  /** Where a container reaches the local AWS. */
  endpointUrl(): Promise<string>;
  /** Makes a container that has not started, pulling its image if need be; throws ImageUnavailableError. */
  create(request: ContainerRequest, signal: AbortSignal): Promise<TrainingContainer>;
  /** Nothing is left behind. */
  close(): Promise<void>;
}

export interface ContainerRequest {
  readonly jobName: string;
  readonly image: string;
  /** In place of the image's own. */
  readonly entrypoint?: readonly string[];
  readonly arguments: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** Without any network. */
  readonly isIsolated: boolean;
}

/** Takes a line; the container is held up until it is taken. */
export type OnLine = (line: string) => Promise<void> | void;

export interface TrainingContainer {
  /** Unpacks a tar archive at the container's root. */
  put(archive: Readable): Promise<void>;
  /** Starts the container and resolves with its exit code; lines are those of standard output and standard error. */
  run(onLine: OnLine): Promise<number>;
  /** SIGTERM, and SIGKILL after `graceMs`; without effect while it does not run. */
  terminate(graceMs: number): void;
  /** A file or folder as a tar archive whose entries begin with its name; undefined where it is not there. */
  read(path: string): Promise<Readable | undefined>;
  remove(): Promise<void>;
}

/** The image is not on this machine and cannot be pulled. */
export class ImageUnavailableError extends Error {
  constructor(image: string, reason: string, options: ErrorOptions) {
    super(`the image ${image} is not on this machine and cannot be pulled: ${reason}`, options);
    this.name = 'ImageUnavailableError';
  }
}
