import type { Log } from '../algorithm-log.ts';
import { CustomerError } from '../checks/customer-error.ts';
import type { ChannelSpec } from '../protocol.ts';

/** The channels of a job, by the way in which they hold images. */
export type JobChannels = (ImageFileChannels | StreamedChannels) & {
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

export interface StreamedChannels {
  /** RecordIO files, or augmented manifests that name images. */
  readonly kind: 'records' | 'manifests';
  readonly train: ChannelSpec;
  readonly validation: ChannelSpec;
}

const IMAGE_NAMES = ['train', 'validation'];
const LST_NAMES = ['train_lst', 'validation_lst'];
const IMAGE_TYPES = ['application/x-image', 'image/jpeg', 'image/png'];
const NAMES_AN_IMAGE = /^(?:image\/.+|application\/(?:jpe?g|png|bmp))$/;
const RECORD_IO = 'application/x-recordio';
const MODEL = 'model';
const MODEL_TYPE = 'application/x-sagemaker-model';

/**
 * Checks names, modes and content types; throws CustomerError with every fault. AWS's words for these are not public. Undocumented types
 * that name an image are a warning: AWS's own notebooks have `application/jpeg`, and that the algorithm refuses it is not known.
 */
export function jobChannels(channels: readonly ChannelSpec[], log: Log): JobChannels {
  const byName = new Map(channels.map((channel) => [channel.channelName, channel]));
  const kind = kindOf(IMAGE_NAMES.flatMap((name) => byName.get(name) ?? []));
  const faults = [
    ...nameFaults(byName, kind),
    ...channels.flatMap((channel) => [...contentTypeFault(channel, kind, log), ...inputModeFault(channel, kind)]),
  ];
  const [train, validation, trainLst, validationLst] = [...IMAGE_NAMES, ...LST_NAMES].map((name) => byName.get(name));
  const model = byName.get(MODEL);
  const others = model === undefined ? {} : { model };
  if (train && validation && faults.length === 0) {
    if (kind !== 'image files') return { kind, train, validation, ...others };
    if (trainLst && validationLst) {
      return { kind: 'image files', train, validation, trainLst, validationLst, ...others };
    }
  }
  throw new CustomerError(`[rehearsal] The input channels do not fit: ${faults.join('; ')}.`);
}

function kindOf(images: readonly ChannelSpec[]): JobChannels['kind'] {
  if (images.some(({ attributeNames }) => attributeNames !== undefined)) return 'manifests';
  return images.some((channel) => typeOf(channel) === RECORD_IO) ? 'records' : 'image files';
}

const NEEDS = { records: 'RecordIO needs', manifests: 'augmented manifests need', 'image files': 'image files need' };

function nameFaults(byName: ReadonlyMap<string, ChannelSpec>, kind: JobChannels['kind']): string[] {
  const required = kind === 'image files' ? [...IMAGE_NAMES, ...LST_NAMES] : IMAGE_NAMES;
  const missing = required
    .filter((name) => !byName.has(name))
    .map((name) => `channel '${name}' is missing (${NEEDS[kind]} ${required.join(', ')})`);
  const unknown = [...byName.keys()]
    .filter((name) => ![...required, MODEL].includes(name))
    .map((name) => `channel '${name}' is not one of ${[...required, MODEL].join(', ')}`);
  return [...missing, ...unknown];
}

function contentTypeFault(channel: ChannelSpec, kind: JobChannels['kind'], log: Log): string[] {
  const { channelName: name, contentType } = channel;
  const wanted = wantedTypes(name, kind);
  if (wanted === undefined || wanted.includes(typeOf(channel) ?? '')) return [];
  const found = contentType === undefined ? 'none' : `'${contentType}'`;
  const fault = `channel '${name}' has content type ${found}, not ${wanted.join(', ')}`;
  if (wanted !== IMAGE_TYPES || !NAMES_AN_IMAGE.test(typeOf(channel) ?? '')) return [fault];
  log(`[rehearsal] ${fault}, which are documented.`, 'WARNING');
  return [];
}

const TYPES = { records: [RECORD_IO], manifests: [RECORD_IO, ...IMAGE_TYPES], 'image files': IMAGE_TYPES };

function wantedTypes(name: string, kind: JobChannels['kind']): readonly string[] | undefined {
  if (name === MODEL) return [MODEL_TYPE];
  if (IMAGE_NAMES.includes(name)) return TYPES[kind];
  return LST_NAMES.includes(name) && kind === 'image files' ? IMAGE_TYPES : undefined;
}

/** Image files are piped by augmented manifests only. */
function inputModeFault(
  { channelName: name, inputMode, attributeNames, recordWrapper }: ChannelSpec,
  kind: JobChannels['kind'],
): string[] {
  if (kind === 'manifests' && IMAGE_NAMES.includes(name) && attributeNames === undefined) {
    return [`channel '${name}' must have an augmented manifest, too`];
  }
  if (kind === 'records' && recordWrapper !== undefined) {
    return [
      `channel '${name}' has RecordWrapperType RecordIO, which makes one record of a whole RecordIO file: leave it out`,
    ];
  }
  if (kind !== 'image files' || inputMode !== 'Pipe' || name === MODEL) return [];
  return [`channel '${name}' is in Pipe mode, which takes RecordIO or an augmented manifest`];
}

/** The content type without parameters. */
function typeOf(channel: ChannelSpec | undefined): string | undefined {
  return channel?.contentType?.split(';')[0]?.trim().toLowerCase();
}
