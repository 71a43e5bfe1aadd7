import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CustomerError } from '../checks/customer-error.ts';
import type { Hyperparameters } from '../checks/job-hyperparameters.ts';
import type { Network } from '../network/network.ts';
import { buildArtifact } from './artifact-file.ts';
import { paramsFileName } from './epoch-checkpoints.ts';
import { decodeParams, encodeParams, type ModelDescription, type ParamsFile } from './params-file.ts';

/** Where an interrupted job goes on. */
export interface ResumePoint {
  /** So many epochs are done. */
  readonly epochs: number;
  readonly params: ParamsFile;
}

const CHECKPOINT = /^image-classification-(\d{4,})\.params$/u;

/** Keeps the weights after an epoch, counted from 1. The file appears whole or not at all. */
export async function saveCheckpoint(
  folder: string,
  epoch: number,
  description: ModelDescription,
  { parameters }: Network,
): Promise<void> {
  const weights = parameters.map(({ values }) => values);
  await mkdir(folder, { recursive: true });
  const bytes = encodeParams(description, parameters, weights);
  // Beside the folder, out of which everything is copied to S3 while the job runs.
  await buildArtifact(join(folder, paramsFileName(epoch)), (unfinished) => writeFile(unfinished, bytes), folder);
}

/** The last checkpoint in the folder, if there is one. Throws CustomerError when it is another network's or no checkpoint. */
export async function lastCheckpoint(
  folder: string,
  hyperparameters: Hyperparameters,
): Promise<ResumePoint | undefined> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const epochs = names.map((name) => Number(CHECKPOINT.exec(name)?.[1] ?? 0));
  const last = Math.max(0, ...epochs);
  const name = names[epochs.indexOf(last)];
  if (last === 0 || name === undefined) return undefined;
  const params = decoded(name, await readFile(join(folder, name)));
  checkFit(name, params.description, hyperparameters);
  return { epochs: last, params };
}

function decoded(name: string, bytes: Buffer): ParamsFile {
  try {
    return decodeParams(bytes);
  } catch (cause) {
    const text = cause instanceof Error ? cause.message : String(cause);
    throw new CustomerError(`[rehearsal] The checkpoint ${name} cannot be used: ${text}.`, [], { cause });
  }
}

function checkFit(name: string, { numClasses, numLayers, imageShape }: ModelDescription, now: Hyperparameters): void {
  const before = [numClasses, numLayers, imageShape.channels, imageShape.height, imageShape.width].join(',');
  const { imageShape: shape } = now;
  if (before === [now.numClasses, now.numLayers, shape.channels, shape.height, shape.width].join(',')) return;
  throw new CustomerError(
    `[rehearsal] The checkpoint ${name} is of a job with another num_classes, num_layers or image_shape. Give this job ` +
      'a CheckpointConfig.S3Uri of its own.',
  );
}
