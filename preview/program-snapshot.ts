import type { Registration } from './plan/registration.ts';

/** One member of an archive or one file, without its content. */
export interface FileSummary {
  readonly path: string;
  readonly bytes: number;
  /** Hexadecimal. */
  readonly sha256: string;
}

/** Takes an input's place where the program gave an asset or an archive. */
export interface FilesValue {
  readonly $files: readonly FileSummary[];
}

export interface ResourceSnapshot extends Registration {
  /** The physical id that stands for the one that its provider would give. */
  readonly id: string;
  /** Of its provider; empty where it has none. */
  readonly region: string;
  /** As JSON values; assets and archives as FilesValue. */
  readonly inputs: Readonly<Record<string, unknown>>;
  /** What its provider would give, the inputs included. */
  readonly outputs: Readonly<Record<string, unknown>>;
}

/** What a program asks for with a stack's configuration: nothing in it comes from an engine, a provider or an account. */
export interface ProgramSnapshot {
  readonly project: string;
  readonly stack: string;
  /** By qualified key, defaults of Pulumi.yaml included. */
  readonly config: Readonly<Record<string, string>>;
  readonly resources: readonly ResourceSnapshot[];
  readonly outputs: Readonly<Record<string, unknown>>;
}
