import { join } from 'node:path';
import { type Log, logLine } from './algorithm-log.ts';
import { EpochCheckpoints } from './artifact/epoch-checkpoints.ts';
import { writeModel } from './artifact/model-artifact.ts';
import { lastCheckpoint, saveCheckpoint } from './artifact/training-checkpoint.ts';
import { CustomerError } from './checks/customer-error.ts';
import { type Hyperparameters, parseHyperparameters } from './checks/job-hyperparameters.ts';
import { checkModelMemory } from './checks/model-memory.ts';
import type { EventWriter } from './event-writer.ts';
import { convolutionalNetwork } from './network/network.ts';
import { preparedClassifier } from './network/prepared-network.ts';
import { type EpochResult, Trainer } from './network/trainer.ts';
import { logConfiguration, logParameters } from './parameter-log.ts';
import type { JobSpec, TrainingEvent } from './protocol.ts';
import { jobChannels } from './readers/channels.ts';
import { inputShapeFor } from './readers/image-geometry.ts';
import { StorageError, storageClient } from './readers/s3-channel.ts';
import { readTrainingData, type TrainingData } from './readers/training-data.ts';

const MODEL_FILE = 'model.tar.gz';

/** One job and what its parts share. */
interface Job {
  readonly spec: JobSpec;
  readonly events: EventWriter;
  readonly signal: AbortSignal;
  readonly log: Log;
}

/** Runs one job from reading to artifact and returns its last event, whatever goes wrong. */
export async function runTrainingJob(spec: JobSpec, events: EventWriter, signal: AbortSignal): Promise<TrainingEvent> {
  const log: Log = (message, level = 'INFO') => {
    events.write({ type: 'log', line: logLine(new Date(), level, process.pid, message) });
  };
  try {
    return await run({ spec, events, signal, log });
  } catch (error) {
    if (error instanceof CustomerError) {
      for (const text of [error.message, ...error.details]) log(`Customer Error: ${text}`, 'ERROR');
      return { type: 'failed', kind: 'customer', message: error.message };
    }
    if (error instanceof StorageError) {
      log(`Platform Error: ${error.message}`, 'ERROR');
      return { type: 'failed', kind: 'platform', message: error.message };
    }
    const message = uncaughtText(error);
    log(`Algorithm Error: ${message}`, 'ERROR');
    return { type: 'failed', kind: 'algorithm', message };
  }
}

/** What nobody foresaw, in the form that this family of algorithms uses. */
function uncaughtText(error: unknown): string {
  const [name, text] = error instanceof Error ? [error.name, error.message] : ['Error', String(error)];
  return `[rehearsal] ${text} (caused by ${name})\n\nCaused by: ${text}`;
}

async function run(job: Job): Promise<TrainingEvent> {
  const { spec, events, log } = job;
  events.write({ type: 'phase', phase: 'Downloading' });
  events.write({ type: 'log', line: 'Docker entrypoint called with argument(s): train' });
  const hyperparameters = parseHyperparameters(spec.hyperParameters);
  logConfiguration(log, spec.hyperParameters, hyperparameters);
  checkModelMemory(hyperparameters.numClasses);
  const data = await readData(job, hyperparameters);
  if (data === 'stopped') return writeUntrained(job, hyperparameters);
  logParameters(log, hyperparameters, inputShapeFor(hyperparameters.imageShape));
  events.write({ type: 'phase', phase: 'Training' });
  return trainAndWrite(job, hyperparameters, data);
}

async function readData(
  { spec, signal, log }: Job,
  hyperparameters: Hyperparameters,
): Promise<TrainingData | 'stopped'> {
  const channels = jobChannels(spec.channels, log);
  const client = storageClient(spec.s3);
  try {
    return await readTrainingData({ client, channels, hyperparameters, signal, log });
  } catch (error) {
    if (signal.aborted && error instanceof Error && error.name === 'AbortError') return 'stopped';
    throw error;
  } finally {
    client.destroy();
  }
}

/** The artifact of a job stopped before its first epoch: it describes the network and holds no weights. */
async function writeUntrained({ spec, log }: Job, hyperparameters: Hyperparameters): Promise<TrainingEvent> {
  log('[rehearsal] stopped before training began: the artifact holds no weights.', 'WARNING');
  const { numClasses, numLayers, imageShape } = hyperparameters;
  const inputShape = inputShapeFor(imageShape);
  const network = convolutionalNetwork(inputShape, numClasses, spec.seed);
  const modelFile = join(spec.workFolder, MODEL_FILE);
  const normalization = { means: [], deviations: [] };
  await writeModel(modelFile, { numClasses, numLayers, imageShape, inputShape, normalization }, network, []);
  return { type: 'finished', modelFile, stopped: true };
}

async function trainAndWrite(
  { spec, events, signal, log }: Job,
  hyperparameters: Hyperparameters,
  { train, validation, earlierModel }: TrainingData,
): Promise<TrainingEvent> {
  const { numClasses, numLayers, imageShape, epochs, multiLabel } = hyperparameters;
  const { seed, checkpointFolder: folder } = spec;
  const resumed = folder === undefined ? undefined : await lastCheckpoint(folder, hyperparameters);
  const classifier = preparedClassifier(train, hyperparameters, seed, resumed?.params ?? earlierModel);
  const { network, inputShape, normalization } = classifier;
  const checkpoints = new EpochCheckpoints(network.parameters, hyperparameters.checkpointFrequency, log);
  const kind = multiLabel ? { multiLabel } : {};
  const description = { numClasses, numLayers, imageShape, inputShape, normalization, ...kind };
  if (resumed !== undefined) {
    log(`[rehearsal] going on from the checkpoint after epoch ${resumed.epochs - 1}.`);
    checkpoints.keepUnfinished(resumed.epochs);
  }
  const onEpoch = async (result: EpochResult) => {
    if (folder !== undefined) await saveCheckpoint(folder, result.epoch + 1, description, network);
    events.write({ type: 'epoch', ...result, epochs, timestampMs: Date.now() });
    await events.ready();
  };
  const firstEpoch = resumed?.epochs ?? 0;
  const plan = { hyperparameters, train, validation, classifier, checkpoints, firstEpoch, seed, signal, log, onEpoch };
  const stopped = await new Trainer(plan).run();
  const modelFile = join(spec.workFolder, MODEL_FILE);
  await writeModel(modelFile, description, network, checkpoints.kept);
  return { type: 'finished', modelFile, stopped };
}
