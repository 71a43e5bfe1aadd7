import type { Channel, CreateTrainingJobRequest } from '@aws-sdk/client-sagemaker';
import { hasGroups, instancesOf } from './instance-choice.ts';

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
  const { ResourceConfig: resources, OutputDataConfig: output } = request;
  const settings: string[] = [];
  if (request.ServerlessJobConfig !== undefined) settings.push('ServerlessJobConfig');
  if (hasGroups(request) && resources?.InstanceType === undefined) settings.push('ResourceConfig.InstanceGroups');
  if ((resources?.KeepAlivePeriodInSeconds ?? 0) > 0) settings.push('ResourceConfig.KeepAlivePeriodInSeconds');
  if (output?.CompressionType === 'NONE') settings.push("OutputDataConfig.CompressionType 'NONE'");
  return settings;
}

function channelSettings(channel: Channel, request: CreateTrainingJobRequest, modeSettings: ModeSettings): string[] {
  const where = `channel '${channel.ChannelName}':`;
  const { DataSource: source } = channel;
  const settings: string[] = [];
  settings.push(...modeSettings(channel, request).map((setting) => `${where} ${setting}`));
  if (channel.CompressionType === 'Gzip') settings.push(`${where} CompressionType 'Gzip'`);
  if (source?.S3DataSource === undefined) {
    if (source?.FileSystemDataSource !== undefined) settings.push(`${where} FileSystemDataSource`);
    if (source?.DatasetSource !== undefined) settings.push(`${where} DatasetSource`);
  }
  const uri = source?.S3DataSource?.S3Uri;
  if (uri?.startsWith('https:')) settings.push(`${where} S3Uri '${uri}' (give it as s3://bucket/prefix)`);
  // One instance gets every shard.
  const isAlone = (instancesOf(request)?.count ?? 1) === 1;
  if (source?.S3DataSource?.S3DataDistributionType === 'ShardedByS3Key' && !isAlone) {
    settings.push(`${where} S3DataDistributionType 'ShardedByS3Key'`);
  }
  return settings;
}
