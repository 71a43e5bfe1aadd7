import { join } from 'node:path';
import type { Channel } from '@aws-sdk/client-sagemaker';
import type { AwsAccess } from '../../../core/aws-clients.ts';
import type { ChannelSpec, JobSpec } from '../../../image-classification/protocol.ts';
import { inputMode } from '../request/input-modes.ts';
import type { TrainingJobRecord } from '../training-job-record.ts';

/** Fixed, so that a job repeated with the same data and hyperparameters gives the same model. */
const SEED = 1;

/** What the training process gets to know of its job; `access` carries the training role's credentials. */
export function jobSpec(job: TrainingJobRecord, access: AwsAccess, workFolder: string): JobSpec {
  return {
    trainingJobName: job.name,
    hyperParameters: job.request.HyperParameters ?? {},
    channels: (job.request.InputDataConfig ?? []).map((channel) => channelSpec(channel, job.request)),
    s3: { endpointUrl: access.endpointUrl, region: access.region, ...access.credentials },
    workFolder,
    seed: SEED,
    ...(job.request.CheckpointConfig === undefined ? {} : { checkpointFolder: checkpointFolderIn(workFolder) }),
  };
}

/** Stands for CheckpointConfig.LocalPath, which is copied to CheckpointConfig.S3Uri. */
export function checkpointFolderIn(workFolder: string): string {
  return join(workFolder, 'checkpoints');
}

function channelSpec(channel: Channel, request: TrainingJobRecord['request']): ChannelSpec {
  const source = channel.DataSource?.S3DataSource;
  const isManifest = source?.S3DataType === 'AugmentedManifestFile';
  return {
    channelName: channel.ChannelName ?? '',
    s3Uri: source?.S3Uri ?? '',
    ...(channel.ContentType === undefined ? {} : { contentType: channel.ContentType }),
    ...(inputMode(channel, request) === 'Pipe' ? { inputMode: 'Pipe' } : {}),
    ...(channel.CompressionType === 'Gzip' ? { compression: 'Gzip' } : {}),
    ...(channel.RecordWrapperType === 'RecordIO' ? { recordWrapper: 'RecordIO' } : {}),
    ...(isManifest ? { attributeNames: source.AttributeNames ?? [] } : {}),
  };
}
