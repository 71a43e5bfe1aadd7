import type { S3Client } from '@aws-sdk/client-s3';
import type { Log } from './algorithm-log.ts';
import type { ImageChannels } from './channels.ts';
import { CustomerError } from './customer-error.ts';
import { readEarlierModel } from './earlier-model.ts';
import type { Hyperparameters } from './hyperparameters.ts';
import { inputShapeFor } from './image-geometry.ts';
import { loadImages } from './image-loader.ts';
import type { ImageSet } from './image-set.ts';
import { type LstRow, readLst } from './lst-reader.ts';
import type { ParamsFile } from './params-file.ts';
import type { ChannelSpec } from './protocol.ts';
import { S3Channel } from './s3-channel.ts';

export interface TrainingData {
  readonly train: ImageSet;
  readonly validation: ImageSet;
  readonly earlierModel?: ParamsFile;
}

export interface DataRequest {
  readonly client: S3Client;
  readonly channels: ImageChannels;
  readonly hyperparameters: Hyperparameters;
  readonly signal: AbortSignal;
  readonly log: Log;
}

interface Listed {
  readonly images: S3Channel;
  readonly fileName: string;
  readonly rows: readonly LstRow[];
}

/** Reads the small things first, the .lst files and an earlier model, so that their faults are known soon; then the images. */
export async function readTrainingData(request: DataRequest): Promise<TrainingData> {
  const { channels, hyperparameters, log } = request;
  const listedTrain = await readListed(request, channels.train, channels.trainLst);
  const listedValidation = await readListed(request, channels.validation, channels.validationLst);
  checkCounts(listedTrain.rows.length, hyperparameters, log);
  const earlierModel =
    channels.model && (await readEarlierModel(request.client, channels.model, hyperparameters, request.signal));
  const train = await readImages(request, listedTrain);
  const validation = await readImages(request, listedValidation);
  return { train, validation, ...(earlierModel === undefined ? {} : { earlierModel }) };
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
  const rows = readLst(text, { channel: images.name, fileName, numClasses: hyperparameters.numClasses, paths });
  return { images, fileName, rows };
}

function checkCounts(images: number, { miniBatchSize, numTrainingSamples }: Hyperparameters, log: Log): void {
  if (images < miniBatchSize) {
    throw new CustomerError('The number of input images must be bigger or equal to the mini_batch_size.', [
      `[rehearsal] the train channel has ${images} images, mini_batch_size is ${miniBatchSize}.`,
    ]);
  }
  if (images !== numTrainingSamples) {
    log(`[rehearsal] num_training_samples is ${numTrainingSamples}, but the .lst file names ${images}.`, 'WARNING');
  }
}

async function readImages(request: DataRequest, { images, fileName, rows }: Listed): Promise<ImageSet> {
  const { hyperparameters, log, signal } = request;
  const { imageShape, resize } = hyperparameters;
  log(`Searching for .lst files in /opt/ml/input/data/${images.name}_lst.`);
  log(`Creating record files for ${fileName}`);
  const settings = { imageShape, inputShape: inputShapeFor(imageShape), ...(resize === undefined ? {} : { resize }) };
  const set = await loadImages(images, rows, settings, signal);
  log('Done creating record files...');
  return set;
}
