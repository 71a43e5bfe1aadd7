import type { Channel, CreateTrainingJobRequest } from '@aws-sdk/client-sagemaker';
import { inputModeSettings } from './input-modes.ts';

/** Settings that AWS honours and this emulator cannot: refused, so that a rehearsal never passes by ignoring them. */
export function unsupportedSettings(request: CreateTrainingJobRequest): string[] {
  return [
    ...jobSettings(request),
    ...(request.InputDataConfig ?? []).flatMap((channel) => channelSettings(channel, request)),
  ].map((setting) => `${setting} is not emulated here`);
}

function jobSettings(request: CreateTrainingJobRequest): string[] {
  const { ResourceConfig: resources, OutputDataConfig: output } = request;
  const settings: string[] = [];
  if (request.ServerlessJobConfig !== undefined) settings.push('ServerlessJobConfig');
  if (resources?.InstanceGroups !== undefined) settings.push('ResourceConfig.InstanceGroups');
  if (resources?.KeepAlivePeriodInSeconds !== undefined) settings.push('ResourceConfig.KeepAlivePeriodInSeconds');
  if (output?.CompressionType === 'NONE') settings.push("OutputDataConfig.CompressionType 'NONE'");
  return settings;
}

function channelSettings(channel: Channel, request: CreateTrainingJobRequest): string[] {
  const where = `channel '${channel.ChannelName}':`;
  const { DataSource: source } = channel;
  const settings: string[] = [];
  settings.push(...inputModeSettings(channel, request).map((setting) => `${where} ${setting}`));
  if (channel.CompressionType === 'Gzip') settings.push(`${where} CompressionType 'Gzip'`);
  if (source?.S3DataSource === undefined) settings.push(`${where} a data source other than S3DataSource`);
  const uri = source?.S3DataSource?.S3Uri;
  if (uri?.startsWith('https:')) settings.push(`${where} S3Uri '${uri}' (give it as s3://bucket/prefix)`);
  if (source?.S3DataSource?.S3DataDistributionType === 'ShardedByS3Key') {
    settings.push(`${where} S3DataDistributionType 'ShardedByS3Key'`);
  }
  return settings;
}
