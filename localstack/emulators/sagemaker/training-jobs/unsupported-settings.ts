import type { Channel, CreateTrainingJobRequest } from '@aws-sdk/client-sagemaker';

/** Settings that AWS honours and this emulator cannot: refused, so that a rehearsal never passes by ignoring them. */
export function unsupportedSettings(request: CreateTrainingJobRequest): string[] {
  return [...jobSettings(request), ...(request.InputDataConfig ?? []).flatMap(channelSettings)].map(
    (setting) => `${setting} is not emulated here`,
  );
}

function jobSettings(request: CreateTrainingJobRequest): string[] {
  const { AlgorithmSpecification: algorithm, ResourceConfig: resources, OutputDataConfig: output } = request;
  const settings: string[] = [];
  const mode = algorithm?.TrainingInputMode;
  if (mode !== undefined && mode !== 'File') settings.push(`TrainingInputMode '${mode}'`);
  if (request.ServerlessJobConfig !== undefined) settings.push('ServerlessJobConfig');
  if (resources?.InstanceGroups !== undefined) settings.push('ResourceConfig.InstanceGroups');
  if (resources?.KeepAlivePeriodInSeconds !== undefined) settings.push('ResourceConfig.KeepAlivePeriodInSeconds');
  if (output?.CompressionType === 'NONE') settings.push("OutputDataConfig.CompressionType 'NONE'");
  return settings;
}

function channelSettings(channel: Channel): string[] {
  const where = `channel '${channel.ChannelName}':`;
  const { DataSource: source } = channel;
  const settings: string[] = [];
  const mode = channel.InputMode;
  if (mode !== undefined && mode !== 'File') settings.push(`${where} InputMode '${mode}'`);
  if (channel.CompressionType === 'Gzip') settings.push(`${where} CompressionType 'Gzip'`);
  if (channel.RecordWrapperType === 'RecordIO') settings.push(`${where} RecordWrapperType 'RecordIO'`);
  if (source?.S3DataSource === undefined) settings.push(`${where} a data source other than S3DataSource`);
  const uri = source?.S3DataSource?.S3Uri;
  if (uri?.startsWith('https:')) settings.push(`${where} S3Uri '${uri}' (give it as s3://bucket/prefix)`);
  const type = source?.S3DataSource?.S3DataType;
  if (type !== undefined && type !== 'S3Prefix') settings.push(`${where} S3DataType '${type}'`);
  if (source?.S3DataSource?.S3DataDistributionType === 'ShardedByS3Key') {
    settings.push(`${where} S3DataDistributionType 'ShardedByS3Key'`);
  }
  return settings;
}
