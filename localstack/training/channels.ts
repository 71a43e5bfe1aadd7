import { CustomerError } from './customer-error.ts';
import type { ChannelSpec } from './protocol.ts';

/** The channels of a job, by the way in which they hold images. */
export type JobChannels = (ImageFileChannels | RecordChannels) & {
  /** An earlier job's artifact to go on from (incremental training). */
  readonly model?: ChannelSpec;
};

export interface ImageFileChannels {
  readonly kind: 'image files';
  readonly train: ChannelSpec;
  readonly validation: ChannelSpec;
  readonly trainLst: ChannelSpec;
  readonly validationLst: ChannelSpec;
}

export interface RecordChannels {
  readonly kind: 'records';
  readonly train: ChannelSpec;
  readonly validation: ChannelSpec;
}

const IMAGE_NAMES = ['train', 'validation'];
const LST_NAMES = ['train_lst', 'validation_lst'];
const IMAGE_TYPES = ['application/x-image', 'image/jpeg', 'image/png'];
const RECORD_IO = 'application/x-recordio';
const MODEL = 'model';
const MODEL_TYPE = 'application/x-sagemaker-model';

/** Checks names and content types; throws CustomerError with every fault. AWS's words for these are not public. */
export function jobChannels(channels: readonly ChannelSpec[]): JobChannels {
  const byName = new Map(channels.map((channel) => [channel.channelName, channel]));
  const records = IMAGE_NAMES.some((name) => typeOf(byName.get(name)) === RECORD_IO);
  const required = records ? IMAGE_NAMES : [...IMAGE_NAMES, ...LST_NAMES];
  const faults = [
    ...nameFaults(byName, required, records),
    ...channels.flatMap((channel) => contentTypeFault(channel, records)),
  ];
  const [train, validation, trainLst, validationLst] = [...IMAGE_NAMES, ...LST_NAMES].map((name) => byName.get(name));
  const model = byName.get(MODEL);
  const others = model === undefined ? {} : { model };
  if (train && validation && faults.length === 0) {
    if (records) return { kind: 'records', train, validation, ...others };
    if (trainLst && validationLst) {
      return { kind: 'image files', train, validation, trainLst, validationLst, ...others };
    }
  }
  throw new CustomerError(`[rehearsal] The input channels do not fit: ${faults.join('; ')}.`);
}

function nameFaults(byName: ReadonlyMap<string, ChannelSpec>, required: string[], records: boolean): string[] {
  const need = `${records ? 'RecordIO needs' : 'image files need'} ${required.join(', ')}`;
  const missing = required.filter((name) => !byName.has(name)).map((name) => `channel '${name}' is missing (${need})`);
  const unknown = [...byName.keys()]
    .filter((name) => ![...required, MODEL].includes(name))
    .map((name) => `channel '${name}' is not one of ${[...required, MODEL].join(', ')}`);
  return [...missing, ...unknown];
}

function contentTypeFault(channel: ChannelSpec, records: boolean): string[] {
  const { channelName: name, contentType } = channel;
  const wanted = wantedTypes(name, records);
  if (wanted === undefined || wanted.includes(typeOf(channel) ?? '')) return [];
  const found = contentType === undefined ? 'none' : `'${contentType}'`;
  return [`channel '${name}' has content type ${found}, not ${wanted.join(', ')}`];
}

function wantedTypes(name: string, records: boolean): readonly string[] | undefined {
  if (name === MODEL) return [MODEL_TYPE];
  if (IMAGE_NAMES.includes(name)) return records ? [RECORD_IO] : IMAGE_TYPES;
  return LST_NAMES.includes(name) && !records ? IMAGE_TYPES : undefined;
}

/** The content type without parameters. */
function typeOf(channel: ChannelSpec | undefined): string | undefined {
  return channel?.contentType?.split(';')[0]?.trim().toLowerCase();
}
