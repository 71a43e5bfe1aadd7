/** What can be chosen about a retraining workflow; plain values, checked by config.ts. */
export interface RetrainingConfig {
  readonly region: string;
  /** Key prefix of the data set in its bucket, without slashes at the ends. */
  readonly datasetPrefix: string;
  /** Class names in the order of their labels; empty: by name. */
  readonly classOrder: readonly string[];
  readonly instanceType: string;
  readonly instanceCount: number;
  readonly volumeSizeGb: number;
  readonly maxRuntimeSeconds: number;
  /** As CreateTrainingJob takes them, without those that are counted in the data. */
  readonly hyperparameters: Readonly<Record<string, string>>;
  readonly imageTag: string;
  /** Delete the bucket even if it holds objects. */
  readonly forceDestroy: boolean;
  readonly functionMemoryMb: number;
  readonly functionArchitecture: FunctionArchitecture;
  readonly logRetentionDays: number;
  /** X-Ray traces of the function and the state machine. */
  readonly tracing: boolean;
  readonly tags: Readonly<Record<string, string>>;
}

export type FunctionArchitecture = 'arm64' | 'x86_64';
