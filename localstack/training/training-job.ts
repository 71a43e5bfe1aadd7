import { join } from 'node:path';
import { type Log, logLine } from './algorithm-log.ts';
import { imageChannels } from './channels.ts';
import { Checkpoints } from './checkpoints.ts';
import { Classifier } from './classifier.ts';
import { CustomerError } from './customer-error.ts';
import type { EventWriter } from './event-writer.ts';
import { type Hyperparameters, parseHyperparameters } from './hyperparameters.ts';
import { inputShapeFor } from './image-geometry.ts';
import { measureNormalization } from './image-set.ts';
import { writeModel } from './model-artifact.ts';
import { convolutionalNetwork } from './network/network.ts';
import { logConfiguration, logParameters } from './parameter-log.ts';
import type { JobSpec, TrainingEvent } from './protocol.ts';
import { StorageError, storageClient } from './s3-channel.ts';
import { type EpochResult, Trainer } from './trainer.ts';
import { readTrainingData, type TrainingData } from './training-data.ts';

const MODEL_FILE = 'model.tar.gz';

/** Runs one job from reading to artifact and returns its last event; other errors than the job's own are thrown. */
export async function runTrainingJob(spec: JobSpec, events: EventWriter, signal: AbortSignal): Promise<TrainingEvent> {
  const log: Log = (message, level = 'INFO') => {
    events.write({ type: 'log', line: logLine(new Date(), level, process.pid, message) });
  };
  try {
    return await run(spec, events, signal, log);
  } catch (error) {
    if (error instanceof CustomerError) {
      for (const text of [error.message, ...error.details]) log(`Customer Error: ${text}`, 'ERROR');
      return { type: 'failed', kind: 'customer', message: error.message };
    }
    if (error instanceof StorageError) {
      log(`Platform Error: ${error.message}`, 'ERROR');
      return { type: 'failed', kind: 'platform', message: error.message };
    }
    throw error;
  }
}

async function run(spec: JobSpec, events: EventWriter, signal: AbortSignal, log: Log): Promise<TrainingEvent> {
  events.write({ type: 'phase', phase: 'Downloading' });
  events.write({ type: 'log', line: 'Docker entrypoint called with argument(s): train' });
  const hyperparameters = parseHyperparameters(spec.hyperParameters);
  logConfiguration(log, spec.hyperParameters, hyperparameters);
  const data = await readData(spec, hyperparameters, signal, log);
  if (data === 'stopped') return writeUntrained(spec, hyperparameters, log);
  logParameters(log, hyperparameters, inputShapeFor(hyperparameters.imageShape));
  events.write({ type: 'phase', phase: 'Training' });
  return trainAndWrite(spec, hyperparameters, data, { events, signal, log });
}

async function readData(
  spec: JobSpec,
  hyperparameters: Hyperparameters,
  signal: AbortSignal,
  log: Log,
): Promise<TrainingData | 'stopped'> {
  const client = storageClient(spec.s3);
  try {
    return await readTrainingData({ client, channels: imageChannels(spec.channels), hyperparameters, signal, log });
  } catch (error) {
    if (signal.aborted && error instanceof Error && error.name === 'AbortError') return 'stopped';
    throw error;
  } finally {
    client.destroy();
  }
}

/** The artifact of a job stopped before its first epoch: it describes the network and holds no weights. */
async function writeUntrained(spec: JobSpec, hyperparameters: Hyperparameters, log: Log): Promise<TrainingEvent> {
  log('[rehearsal] stopped before training began: the artifact holds no weights.', 'WARNING');
  const { numClasses, numLayers, imageShape } = hyperparameters;
  const inputShape = inputShapeFor(imageShape);
  const network = convolutionalNetwork(inputShape, numClasses, spec.seed);
  const modelFile = join(spec.workFolder, MODEL_FILE);
  const normalization = { means: [], deviations: [] };
  await writeModel(modelFile, { numClasses, numLayers, imageShape, inputShape, normalization }, network, []);
  return { type: 'finished', modelFile, stopped: true };
}

interface Surroundings {
  readonly events: EventWriter;
  readonly signal: AbortSignal;
  readonly log: Log;
}

async function trainAndWrite(
  spec: JobSpec,
  hyperparameters: Hyperparameters,
  { train, validation }: TrainingData,
  { events, signal, log }: Surroundings,
): Promise<TrainingEvent> {
  const { numClasses, numLayers, imageShape, epochs } = hyperparameters;
  const { inputShape } = train;
  const normalization = measureNormalization(train);
  const network = convolutionalNetwork(inputShape, numClasses, spec.seed);
  const classifier = new Classifier(network, inputShape, normalization);
  const checkpoints = new Checkpoints(network.parameters, hyperparameters.checkpointFrequency, log);
  const onEpoch = async (result: EpochResult) => {
    events.write({ type: 'epoch', ...result, epochs, timestampMs: Date.now() });
    await events.ready();
  };
  const { seed } = spec;
  const trainer = new Trainer({
    hyperparameters,
    train,
    validation,
    classifier,
    checkpoints,
    seed,
    signal,
    log,
    onEpoch,
  });
  const stopped = await trainer.run();
  const modelFile = join(spec.workFolder, MODEL_FILE);
  await writeModel(
    modelFile,
    { numClasses, numLayers, imageShape, inputShape, normalization },
    network,
    checkpoints.kept,
  );
  return { type: 'finished', modelFile, stopped };
}
