import type { Log } from '../algorithm-log.ts';
import { CustomerError, faultSummary } from '../checks/customer-error.ts';
import { type LabelRules, labelCountMismatch, labelFaults, labelsPerImage } from '../checks/label-rules.ts';
import type { DecodeSettings } from './image-decoder.ts';
import { type LabelledImage, loadImages } from './image-loader.ts';
import { type ImageSet, imageCount } from './image-set.ts';
import { unpackImage } from './packed-image.ts';
import { RecordIoError, recordsOf } from './record-io.ts';
import type { S3Channel } from './s3-channel.ts';

interface RecordImage extends LabelledImage {
  readonly file: Buffer;
}

export interface RecordSettings extends DecodeSettings {
  readonly labels: LabelRules;
  readonly contentType: string;
  readonly log: Log;
}

/** All images of a channel's one .rec file, or of all that is piped; never held as a whole. Throws CustomerError for what cannot be used. */
export async function loadRecords(
  channel: S3Channel,
  settings: RecordSettings,
  signal: AbortSignal,
): Promise<ImageSet> {
  const fileNames = channel.isPiped ? [...channel.paths.keys()] : [onlyRecordFile(channel)];
  const fileName = fileNames.join(', ');
  const faults: string[] = [];
  const place = `${fileName} of the ${channel.name} channel`;
  const images = imagesOf(joined(channel, fileNames, signal), settings.labels, place, faults);
  const source = { name: channel.name, log: settings.log, read: async ({ file }: RecordImage) => file };
  const set = await loadImages(source, images, settings, signal).catch((error: unknown) => {
    throw error instanceof RecordIoError ? notRecordIo(channel.name, fileName, settings, error) : error;
  });
  if (faults.length > 0) {
    const all = faults.map((fault) => `[rehearsal] ${fileName} ${fault}`);
    throw new CustomerError(`[rehearsal] ${place}: ${faultSummary(faults)}.`, all);
  }
  if (imageCount(set) === 0) throw new CustomerError(emptyFile(channel.name));
  return set;
}

/** Pipe mode sends one object after the other, whatever their names. */
async function* joined(
  channel: S3Channel,
  fileNames: readonly string[],
  signal: AbortSignal,
): AsyncGenerator<Uint8Array, void> {
  for (const name of fileNames) yield* channel.stream(name, signal);
}

function onlyRecordFile({ name, paths }: S3Channel): string {
  const files = [...paths.keys()].filter((path) => path.toLowerCase().endsWith('.rec'));
  const [file] = files;
  if (file !== undefined && files.length === 1) return file;
  const found = file === undefined ? 'none' : files.map((path) => `'${path}'`).join(', ');
  throw new CustomerError(`[rehearsal] Channel '${name}' must hold exactly one .rec file; it holds ${found}.`);
}

async function* imagesOf(
  bytes: AsyncIterable<Uint8Array>,
  rules: LabelRules,
  place: string,
  faults: string[],
): AsyncGenerator<RecordImage> {
  let number = 0;
  for await (const record of recordsOf(bytes)) {
    const path = `record ${++number}`;
    const { labels, file } = unpackImage(record);
    if (labels.length !== labelsPerImage(rules)) {
      if (rules.multiLabel)
        throw labelCountMismatch(labels.length, rules, [
          `[rehearsal] ${place}: ${path} has ${labels.length} label(s).`,
        ]);
      faults.push(`${path}: ${labels.length} labels instead of 1`);
      continue;
    }
    const wrong = labelFaults(labels, rules);
    faults.push(...wrong.map((fault) => `${path}: ${fault}`));
    if (wrong.length === 0) yield { path, labels, file };
  }
}

/** Words that all algorithms of the family share. */
function notRecordIo(
  channel: string,
  file: string,
  { contentType }: RecordSettings,
  cause: RecordIoError,
): CustomerError {
  return new CustomerError(
    `Unable to read data channel '${channel}'. Requested content-type is '${contentType}'. Please verify the data matches the requested content-type.`,
    [`[rehearsal] ${file}: ${cause.message}`],
    { cause },
  );
}

/** Seen for the train channel only. */
function emptyFile(channel: string): string {
  const sentence = `Unable to start training. Empty .rec file in ${channel} channel.`;
  return channel === 'train' ? sentence : `[rehearsal] ${sentence}`;
}
