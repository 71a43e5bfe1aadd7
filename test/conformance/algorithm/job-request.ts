import type { Channel, CreateTrainingJobCommandInput, S3DataSource } from '@aws-sdk/client-sagemaker';

export interface ChannelChange {
  /** Key prefix in the bucket. */
  readonly prefix?: string;
  /** `null`: none. */
  readonly contentType?: string | null;
  readonly pipe?: true;
  /** The prefix is an augmented manifest, piped, whose attributes these are. */
  readonly attributes?: readonly string[];
  readonly gzip?: true;
  readonly wrapped?: true;
  /** Without RecordWrapperType, which augmented manifests need. */
  readonly unwrapped?: true;
}

/** How a job differs from the one that completes; `undefined` as a value takes the thing away. */
export interface JobChanges {
  readonly hyperParameters?: Readonly<Record<string, string | undefined>>;
  readonly channels?: Readonly<Record<string, ChannelChange | undefined>>;
  readonly maxRuntimeSeconds?: number;
  /** The artifact's files as they are. */
  readonly uncompressed?: true;
}

export const BUCKET = 'data';
const IMAGE = '811284229777.dkr.ecr.us-east-1.amazonaws.com/image-classification:1';
const HYPERPARAMETERS = {
  num_classes: '2',
  num_training_samples: '8',
  image_shape: '3,32,32',
  mini_batch_size: '4',
  epochs: '1',
  num_layers: '20',
};
const IMAGE_CHANNELS = { train: 'train/', validation: 'test/', train_lst: 'train.lst', validation_lst: 'test.lst' };

/** Channels of RecordIO in place of image files and lists. */
export const RECORD_CHANNELS: NonNullable<JobChanges['channels']> = {
  train: { prefix: 'train.rec', contentType: 'application/x-recordio' },
  validation: { prefix: 'test.rec', contentType: 'application/x-recordio' },
  train_lst: undefined,
  validation_lst: undefined,
};

/** A job that completes on the sample objects, but for the changes. */
export function jobRequest(name: string, roleArn: string, changes: JobChanges): CreateTrainingJobCommandInput {
  return {
    TrainingJobName: name,
    RoleArn: roleArn,
    AlgorithmSpecification: { TrainingImage: IMAGE, TrainingInputMode: 'File' },
    HyperParameters: defined({ ...HYPERPARAMETERS, ...changes.hyperParameters }),
    InputDataConfig: inputChannels(changes.channels ?? {}),
    OutputDataConfig: {
      S3OutputPath: `s3://${BUCKET}/models`,
      ...(changes.uncompressed === undefined ? {} : { CompressionType: 'NONE' }),
    },
    ResourceConfig: { InstanceType: 'ml.g5.xlarge', InstanceCount: 1, VolumeSizeInGB: 1 },
    StoppingCondition: { MaxRuntimeInSeconds: changes.maxRuntimeSeconds ?? 600 },
  };
}

function defined(values: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

function inputChannels(changes: NonNullable<JobChanges['channels']>): Channel[] {
  const unchanged = Object.fromEntries(Object.entries(IMAGE_CHANNELS).map(([name, prefix]) => [name, { prefix }]));
  const wanted: Record<string, ChannelChange | undefined> = { ...unchanged, ...changes };
  return Object.entries(wanted).flatMap(([name, change]) => {
    if (change === undefined) return [];
    const { prefix = Object.entries(IMAGE_CHANNELS).find(([known]) => known === name)?.[1] ?? '', contentType } =
      change;
    return {
      ChannelName: name,
      ...(contentType === null ? {} : { ContentType: contentType ?? 'application/x-image' }),
      ...(change.pipe === undefined ? {} : { InputMode: 'Pipe' as const }),
      ...(change.gzip === undefined ? {} : { CompressionType: 'Gzip' as const }),
      ...(change.wrapped === undefined ? {} : { RecordWrapperType: 'RecordIO' as const }),
      ...(change.attributes === undefined
        ? {}
        : {
            InputMode: 'Pipe' as const,
            ...(change.unwrapped === true ? {} : { RecordWrapperType: 'RecordIO' as const }),
          }),
      DataSource: { S3DataSource: dataSource(`s3://${BUCKET}/${prefix}`, change.attributes) },
    };
  });
}

function dataSource(S3Uri: string, attributes: readonly string[] | undefined): S3DataSource {
  if (attributes === undefined) return { S3DataType: 'S3Prefix', S3Uri };
  const names = attributes.length === 0 ? {} : { AttributeNames: [...attributes] };
  return { S3DataType: 'AugmentedManifestFile', S3Uri, ...names };
}
