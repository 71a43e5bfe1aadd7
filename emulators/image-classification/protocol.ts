/**
 * What the SageMaker emulator and a training process say to each other. The process is started with one JobSpec as JSON on
 * standard input and writes one TrainingEvent as JSON per line on standard output. SIGTERM asks it to stop and keep what it has.
 */
export interface JobSpec {
  readonly trainingJobName: string;
  /** As in CreateTrainingJob: every value is a string. */
  readonly hyperParameters: Readonly<Record<string, string>>;
  readonly channels: readonly ChannelSpec[];
  readonly s3: S3Access;
  /** An empty folder of this job; `model.tar.gz` is written here. */
  readonly workFolder: string;
  /** Same seed, same data, same hyperparameters: same model. */
  readonly seed: number;
  /** Where the weights are kept after every epoch, and found again by a job that goes on; absent where nobody asked for it. */
  readonly checkpointFolder?: string;
}

export interface ChannelSpec {
  readonly channelName: string;
  /** `s3://bucket/prefix`; as S3Prefix, every key that begins with it belongs to the channel. */
  readonly s3Uri: string;
  readonly contentType?: string;
  /** File when absent. */
  readonly inputMode?: 'Pipe';
  /** Every object is unpacked before it is piped. */
  readonly compression?: 'Gzip';
  /** Set when `s3Uri` is that of an augmented manifest: the attributes that are piped, in order. */
  readonly attributeNames?: readonly string[];
  /** Every object is piped as a RecordIO record (RecordWrapperType). */
  readonly recordWrapper?: 'RecordIO';
}

/** Endpoint and the training role's temporary credentials. */
export interface S3Access {
  readonly endpointUrl: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

export type TrainingEvent =
  /** Downloading: reading channels; Training: first epoch begins. */
  | { readonly type: 'phase'; readonly phase: 'Downloading' | 'Training' }
  /** One line of the algorithm's log, already in its own format. */
  | { readonly type: 'log'; readonly line: string }
  /** `epoch` counts from 0, as the algorithm's log does. Accuracies are shares from 0 to 1. */
  | {
      readonly type: 'epoch';
      readonly epoch: number;
      readonly epochs: number;
      readonly trainAccuracy: number;
      readonly validationAccuracy: number;
      readonly trainCrossEntropy: number;
      readonly imagesPerSecond: number;
      readonly timestampMs: number;
    }
  /** Ends the job. `message` is the text without its prefix; customer -> ClientError, algorithm -> AlgorithmError. */
  | { readonly type: 'failed'; readonly kind: 'customer' | 'algorithm' | 'platform'; readonly message: string }
  /** Ends the job; the artifact is at `modelFile`. `stopped` when SIGTERM ended it before the last epoch. */
  | { readonly type: 'finished'; readonly modelFile: string; readonly stopped: boolean };
