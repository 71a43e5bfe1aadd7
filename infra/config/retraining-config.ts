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
  /** A training job that runs longer is stopped. */
  readonly maxRuntimeSeconds: number;
  /** Train on Spot capacity: cheaper, and interrupted when AWS needs it back. */
  readonly useSpot: boolean;
  /** How long a Spot job may take with its waiting; at least maxRuntimeSeconds. */
  readonly maxWaitSeconds: number;
  /** USD for an hour of one instance, where the table of prices does not know it; 0: as the table has it. */
  readonly instancePricePerHour: number;
  /** USD that one run may cost at most; 0: no limit. */
  readonly maximumRunCost: number;
  /** When to retrain by itself: a schedule expression of EventBridge, in UTC; empty: only when started. */
  readonly schedule: string;
  /** As CreateTrainingJob takes them, without those that are counted in the data. */
  readonly hyperparameters: Readonly<Record<string, string>>;
  readonly imageTag: string;
  /** Delete the bucket even if it holds objects. */
  readonly forceDestroy: boolean;
  /** Keep the bucket even when the stack is destroyed, and refuse to replace it. */
  readonly protectData: boolean;
  /** Alarms, messages about failed executions and a dashboard. */
  readonly monitoring: boolean;
  /** The address that failures are sent to; empty: to whoever subscribes to the topic. */
  readonly alertEmail: string;
  readonly functionMemoryMb: number;
  readonly functionArchitecture: FunctionArchitecture;
  readonly logRetentionDays: number;
  /** X-Ray traces of the function and the state machine. */
  readonly tracing: boolean;
  readonly tags: Readonly<Record<string, string>>;
}

export type FunctionArchitecture = 'arm64' | 'x86_64';
