import type { Channel, CreateTrainingJobRequest } from '@aws-sdk/client-sagemaker';
import { instanceCount } from './instance-choice.ts';

/** Modes and kinds of data that a channel may not have; they depend on what runs the job. */
type ModeSettings = (channel: Channel, request: CreateTrainingJobRequest) => readonly string[];

/** Settings that AWS honours and this emulator cannot: refused, so that a rehearsal never passes by ignoring them. */
export function unsupportedSettings(request: CreateTrainingJobRequest, modeSettings: ModeSettings): string[] {
  return [
    ...jobSettings(request),
    ...(request.InputDataConfig ?? []).flatMap((channel) => channelSettings(channel, request, modeSettings)),
  ].map((setting) => `${setting} is not emulated here`);
}

function jobSettings(request: CreateTrainingJobRequest): string[] {
  return request.ServerlessJobConfig === undefined ? [] : ['ServerlessJobConfig'];
}

function channelSettings(channel: Channel, request: CreateTrainingJobRequest, modeSettings: ModeSettings): string[] {
  const where = `channel '${channel.ChannelName}':`;
  const { DataSource: source } = channel;
  const settings: string[] = [];
  settings.push(...modeSettings(channel, request).map((setting) => `${where} ${setting}`));
  if (source?.S3DataSource === undefined) {
    if (source?.FileSystemDataSource !== undefined) settings.push(`${where} FileSystemDataSource`);
    if (source?.DatasetSource !== undefined) settings.push(`${where} DatasetSource`);
  }
  const uri = source?.S3DataSource?.S3Uri;
  if (uri?.startsWith('https:')) settings.push(`${where} S3Uri '${uri}' (give it as s3://bucket/prefix)`);
  // One instance gets every shard.
  const isAlone = instanceCount(request) === 1;
  if (source?.S3DataSource?.S3DataDistributionType === 'ShardedByS3Key' && !isAlone) {
    settings.push(`${where} S3DataDistributionType 'ShardedByS3Key'`);
  }
  return settings;
}
