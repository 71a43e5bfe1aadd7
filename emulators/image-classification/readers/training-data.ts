import type { S3Client } from '@aws-sdk/client-s3';
import type { Log } from '../algorithm-log.ts';
import { readEarlierModel } from '../artifact/earlier-model.ts';
import type { ParamsFile } from '../artifact/params-file.ts';
import { CustomerError } from '../checks/customer-error.ts';
import type { Hyperparameters } from '../checks/job-hyperparameters.ts';
import { classesWithoutImage } from '../checks/label-rules.ts';
import type { ChannelSpec } from '../protocol.ts';
import type { ImageFileChannels, JobChannels, StreamedChannels } from './channels.ts';
import type { DecodeSettings } from './image-decoder.ts';
import { inputShapeFor } from './image-geometry.ts';
import { loadImages } from './image-loader.ts';
import { type ImageSet, imageCount } from './image-set.ts';
import type { LstRow } from './lst-line.ts';
import { readLst } from './lst-reader.ts';
import { readManifest } from './manifest-channel.ts';
import type { ManifestRow } from './manifest-row.ts';
import { loadRecords } from './record-channel.ts';
import { readObject, S3Channel } from './s3-channel.ts';

export interface TrainingData {
  readonly train: ImageSet;
  readonly validation: ImageSet;
  readonly earlierModel?: ParamsFile;
}

export interface DataRequest {
  readonly client: S3Client;
  readonly channels: JobChannels;
  readonly hyperparameters: Hyperparameters;
  readonly signal: AbortSignal;
  readonly log: Log;
}

type Images = Pick<TrainingData, 'train' | 'validation'>;

interface Listed {
  readonly images: S3Channel;
  readonly fileName: string;
  readonly rows: readonly LstRow[];
}

/** Reads the small things first, an earlier model and the .lst files, so that their faults are known soon; then the images. */
export async function readTrainingData(request: DataRequest): Promise<TrainingData> {
  const { client, channels, hyperparameters, signal, log } = request;
  const earlierModel = channels.model && (await readEarlierModel(client, channels.model, hyperparameters, signal));
  const images = await readImagesOf(request, channels);
  const missing = classesWithoutImage(images.train.labels, hyperparameters);
  if (missing.length > 0) {
    log(`[rehearsal] no training image has the label ${missing.join(', ')}: that class cannot be learned.`, 'WARNING');
  }
  return { ...images, ...(earlierModel === undefined ? {} : { earlierModel }) };
}

function readImagesOf(request: DataRequest, channels: JobChannels): Promise<Images> {
  if (channels.kind === 'image files') return readFiles(request, channels);
  return channels.kind === 'records' ? readRecords(request, channels) : readManifests(request, channels);
}

async function readFiles(request: DataRequest, channels: ImageFileChannels): Promise<Images> {
  if (request.hyperparameters.resize === undefined) {
    request.log(
      '[rehearsal] resize is not set; AWS documents it as required for image files, though jobs without it are known.',
    );
  }
  const train = await readListed(request, channels.train, channels.trainLst);
  const validation = await readListed(request, channels.validation, channels.validationLst);
  checkCounts(train.rows.length, request);
  return { train: await readImages(request, train), validation: await readImages(request, validation) };
}

async function readListed(request: DataRequest, imageSpec: ChannelSpec, lstSpec: ChannelSpec): Promise<Listed> {
  const { client, signal, hyperparameters } = request;
  const images = await S3Channel.open(client, imageSpec, signal);
  const lists = await S3Channel.open(client, lstSpec, signal);
  const names = [...lists.paths.keys()].filter((name) => name.toLowerCase().endsWith('.lst'));
  const [fileName] = names;
  if (fileName === undefined || names.length > 1) {
    const found = names.length === 0 ? 'none' : names.map((name) => `'${name}'`).join(', ');
    throw new CustomerError(`[rehearsal] Channel '${lists.name}' must hold exactly one .lst file; it holds ${found}.`);
  }
  const text = (await lists.read(fileName, signal)).toString('utf8');
  const paths = new Set(images.paths.keys());
  const { numClasses, multiLabel } = hyperparameters;
  return { images, fileName, rows: readLst(text, { channel: images.name, fileName, numClasses, multiLabel, paths }) };
}

function checkCounts(images: number, { hyperparameters, log }: DataRequest): void {
  const { miniBatchSize, numTrainingSamples } = hyperparameters;
  if (images < miniBatchSize) {
    throw new CustomerError('The number of input images must be bigger or equal to the mini_batch_size.', [
      `[rehearsal] the train channel has ${images} images, mini_batch_size is ${miniBatchSize}.`,
    ]);
  }
  if (images !== numTrainingSamples) {
    log(`[rehearsal] num_training_samples is ${numTrainingSamples}, but there are ${images} images.`, 'WARNING');
  }
}

async function readImages(request: DataRequest, { images, fileName, rows }: Listed): Promise<ImageSet> {
  const { hyperparameters, log, signal } = request;
  log(`Searching for .lst files in /opt/ml/input/data/${images.name}_lst.`);
  log(`Creating record files for ${fileName}`);
  const source = { name: images.name, log, read: ({ path }: LstRow) => images.read(path, signal) };
  const set = await loadImages(source, rows, decodeSettings(hyperparameters), signal);
  log('Done creating record files...');
  return set;
}

async function readRecords(request: DataRequest, channels: StreamedChannels): Promise<Images> {
  const train = await readRecordChannel(request, channels.train);
  checkCounts(imageCount(train), request);
  return { train, validation: await readRecordChannel(request, channels.validation) };
}

async function readRecordChannel(
  { client, hyperparameters, signal, log }: DataRequest,
  spec: ChannelSpec,
): Promise<ImageSet> {
  const channel = await S3Channel.open(client, spec, signal);
  const contentType = spec.contentType ?? '';
  const settings = { ...decodeSettings(hyperparameters), labels: hyperparameters, contentType, log };
  return loadRecords(channel, settings, signal);
}

async function readManifests(request: DataRequest, channels: StreamedChannels): Promise<Images> {
  const { client, hyperparameters, signal, log } = request;
  const read = (spec: ChannelSpec) => readManifest(client, spec, hyperparameters, signal);
  const load = ({ channelName: name }: ChannelSpec, rows: readonly ManifestRow[]) => {
    log(`The channel '${name}' is in pipe input mode under /opt/ml/input/data/${name}.`);
    const source = { name, log, read: ({ path }: ManifestRow) => readObject(client, path, signal) };
    return loadImages(source, rows, decodeSettings(hyperparameters), signal);
  };
  const train = await read(channels.train);
  const validation = await read(channels.validation);
  checkCounts(train.length, request);
  return { train: await load(channels.train, train), validation: await load(channels.validation, validation) };
}

function decodeSettings({ imageShape, resize }: Hyperparameters): DecodeSettings {
  return { imageShape, inputShape: inputShapeFor(imageShape), ...(resize === undefined ? {} : { resize }) };
}
