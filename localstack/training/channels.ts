import { CustomerError } from './customer-error.ts';
import type { ChannelSpec } from './protocol.ts';

/** The channels of a job on image files. */
export interface ImageChannels {
  readonly train: ChannelSpec;
  readonly validation: ChannelSpec;
  readonly trainLst: ChannelSpec;
  readonly validationLst: ChannelSpec;
  /** An earlier job's artifact to go on from (incremental training). */
  readonly model?: ChannelSpec;
}

const REQUIRED = ['train', 'validation', 'train_lst', 'validation_lst'];
const IMAGE_TYPES = ['application/x-image', 'image/jpeg', 'image/png'];
const RECORD_IO = 'application/x-recordio';
const MODEL_TYPE = 'application/x-sagemaker-model';

/** Checks names and content types; throws CustomerError with every fault. AWS's words for these are not public. */
export function imageChannels(channels: readonly ChannelSpec[]): ImageChannels {
  const byName = new Map(channels.map((channel) => [channel.channelName, channel]));
  const faults = [...nameFaults(byName), ...channels.flatMap(contentTypeFault)];
  const [train, validation, trainLst, validationLst] = REQUIRED.map((name) => byName.get(name));
  if (!train || !validation || !trainLst || !validationLst || faults.length > 0) {
    throw new CustomerError(`[rehearsal] The input channels do not fit: ${faults.join('; ')}.`);
  }
  const model = byName.get('model');
  return { train, validation, trainLst, validationLst, ...(model === undefined ? {} : { model }) };
}

function nameFaults(byName: ReadonlyMap<string, ChannelSpec>): string[] {
  const recordIo = [...byName.values()].some(isRecordIo);
  const required = recordIo ? REQUIRED.slice(0, 2) : REQUIRED;
  const missing = required
    .filter((name) => !byName.has(name))
    .map((name) => `channel '${name}' is missing (image files need ${REQUIRED.join(', ')})`);
  const unknown = [...byName.keys()]
    .filter((name) => !REQUIRED.includes(name) && name !== 'model')
    .map((name) => `channel '${name}' is not one of ${REQUIRED.join(', ')}, model`);
  return [...missing, ...unknown];
}

function contentTypeFault(channel: ChannelSpec): string[] {
  const { channelName: name, contentType } = channel;
  const type = contentType?.split(';')[0]?.trim().toLowerCase();
  if (isRecordIo(channel)) {
    return [`channel '${name}' holds RecordIO, which the rehearsal does not read: use image files with .lst files`];
  }
  if (
    name === 'model' ? type === MODEL_TYPE : REQUIRED.includes(name) && type !== undefined && IMAGE_TYPES.includes(type)
  ) {
    return [];
  }
  if (name !== 'model' && !REQUIRED.includes(name)) return [];
  const wanted = name === 'model' ? MODEL_TYPE : IMAGE_TYPES.join(', ');
  return [
    `channel '${name}' has content type ${contentType === undefined ? 'none' : `'${contentType}'`}, not ${wanted}`,
  ];
}

function isRecordIo({ contentType }: ChannelSpec): boolean {
  return contentType?.startsWith(RECORD_IO) === true;
}
