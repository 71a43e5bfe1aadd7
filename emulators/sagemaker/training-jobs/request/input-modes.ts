import type { Channel, CreateTrainingJobRequest } from '@aws-sdk/client-sagemaker';

type Modes = Pick<CreateTrainingJobRequest, 'AlgorithmSpecification'>;

/** How a channel's data reach the algorithm. */
export function inputMode(channel: Channel, { AlgorithmSpecification: algorithm }: Modes): string {
  return channel.InputMode ?? algorithm?.TrainingInputMode ?? 'File';
}

/** Modes and kinds of data that cannot be served here, or that do not go together. */
export function inputModeSettings(channel: Channel, request: Modes): string[] {
  const mode = inputMode(channel, request);
  const type = channel.DataSource?.S3DataSource?.S3DataType ?? 'S3Prefix';
  const wrapped = channel.RecordWrapperType === 'RecordIO';
  const settings: string[] = [];
  if (mode === 'FastFile') settings.push("input mode 'FastFile'");
  if (type !== 'S3Prefix' && type !== 'AugmentedManifestFile') settings.push(`S3DataType '${type}'`);
  if (type === 'AugmentedManifestFile' && mode !== 'Pipe') {
    settings.push("S3DataType 'AugmentedManifestFile' without Pipe mode");
  }
  if (wrapped && type !== 'AugmentedManifestFile')
    settings.push("RecordWrapperType 'RecordIO' without an augmented manifest");
  return settings;
}
