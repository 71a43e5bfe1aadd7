import type { Channel, CreateTrainingJobRequest } from '@aws-sdk/client-sagemaker';
import { validationError } from '../../validation-error.ts';

type Modes = Pick<CreateTrainingJobRequest, 'AlgorithmSpecification'>;

/** How a channel's data reach the algorithm. */
export function inputMode(channel: Channel, { AlgorithmSpecification: algorithm }: Modes): string {
  return channel.InputMode ?? algorithm?.TrainingInputMode ?? 'File';
}

/** Modes and kinds of data that cannot be served here, or that do not go together. */
export function inputModeSettings(channel: Channel, request: Modes): string[] {
  const mode = inputMode(channel, request);
  const type = channel.DataSource?.S3DataSource?.S3DataType ?? 'S3Prefix';
  const settings: string[] = [];
  if (mode === 'FastFile') settings.push("input mode 'FastFile'");
  if (type !== 'S3Prefix' && type !== 'AugmentedManifestFile') settings.push(`S3DataType '${type}'`);
  if (type === 'AugmentedManifestFile' && mode !== 'Pipe') {
    settings.push("S3DataType 'AugmentedManifestFile' without Pipe mode");
  }
  if (type === 'AugmentedManifestFile' && channel.CompressionType === 'Gzip') {
    settings.push("CompressionType 'Gzip' with S3DataType 'AugmentedManifestFile'");
  }
  return settings;
}

/** Files are taken as they are: only what is piped is unpacked or wrapped. AWS's words, as far as they are known. */
export function checkFileChannels(request: CreateTrainingJobRequest): void {
  for (const channel of request.InputDataConfig ?? []) {
    const { ChannelName: name, CompressionType: compression = 'None', RecordWrapperType: wrapper = 'None' } = channel;
    const mode = inputMode(channel, request);
    if (mode === 'Pipe') continue;
    if (compression !== 'None') {
      // Seen in aws/sagemaker-python-sdk#716.
      const rule = `${mode} mode only supports NONE, got ${compression} instead`;
      throw validationError(`Invalid compression type for channel ${name}: ${rule}`);
    }
    if (wrapper === 'None') continue;
    throw validationError(
      `[rehearsal] channel '${name}': RecordWrapperType '${wrapper}' is for Pipe mode, not for ${mode} mode: leave it out`,
    );
  }
}
