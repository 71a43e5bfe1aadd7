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

export interface ResourceSnapshot {
  readonly type: string;
  readonly name: string;
  /** `type name` of its parent, or `stack`. */
  readonly parent: string;
  /** As JSON values; assets and archives as FilesValue. */
  readonly inputs: Readonly<Record<string, unknown>>;
  /** Resource options that matter to what happens to it, such as protect and retainOnDelete. */
  readonly options: Readonly<Record<string, unknown>>;
  /** Former names of it that the program declares by aliases. */
  readonly formerNames: readonly string[];
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
