import { PutObjectCommand } from '@aws-sdk/client-s3';
import { DatasetError, DatasetStorageError } from '../errors.ts';
import type { DatasetSettings, KeepLabelsEvent } from '../event.ts';
import type { S3Sender } from '../listing/fetch-page.ts';
import { datasetKeys, runKeys } from '../storage/dataset-keys.ts';
import { type StoredPlace, uriOf } from '../storage/stored-place.ts';
import { readStored } from '../storage/stored-text.ts';
import { LabelsFileError, labelsFile, parseLabels, type StoredLabels } from './stored-labels.ts';

/** Another run has saved a model with other labels while this one trained. */
export class LabelsChangedError extends DatasetError {
  constructor(place: StoredPlace, modelName: string, others: string, differences: readonly string[]) {
    super(
      'LabelsChangedError',
      `the model ${modelName} was saved with labels that ${uriOf(place)} has had otherwise since the execution ${others}: ${differences.join('; ')}; do not use it, and start a new execution`,
    );
  }
}

export interface KeptLabels {
  readonly key: string;
  readonly numClasses: number;
}

/** Each attempt but the last is lost to another run that wrote in between. */
const ATTEMPTS = 5;

/**
 * Makes a run's labels those of the data set, once its model was saved. The file is written under the condition that nobody
 * else wrote it since it was read, so that of two runs with different labels the second one fails.
 */
export async function keepLabels(
  s3: S3Sender,
  { bucket, prefix }: DatasetSettings,
  { executionName, modelName }: KeepLabelsEvent,
): Promise<KeptLabels> {
  const own = await readRunLabels(s3, { bucket, key: runKeys(prefix, executionName).labels }, prefix);
  const place = { bucket, key: datasetKeys(prefix).labels };
  for (let attempt = 1; ; attempt += 1) {
    const stored = await readStored(s3, place);
    const kept = stored === undefined ? undefined : parseLabels(stored.text, place, prefix);
    const labels = kept === undefined ? own.labels : joined(place, modelName, kept, own);
    const file = labelsFile(place, prefix, { labels, training: { ...own.training, modelName } });
    if (await putUnlessChanged(s3, place, file, stored?.eTag, attempt < ATTEMPTS)) {
      return { key: place.key, numClasses: labels.size };
    }
  }
}

async function readRunLabels(s3: S3Sender, place: StoredPlace, prefix: string): Promise<StoredLabels> {
  const stored = await readStored(s3, place);
  if (stored === undefined) throw new LabelsFileError(place, 'is not there: its run wrote it');
  return parseLabels(stored.text, place, prefix);
}

function joined(place: StoredPlace, modelName: string, kept: StoredLabels, own: StoredLabels): StoredLabels['labels'] {
  const names = new Map([...kept.labels].map(([name, label]) => [label, name]));
  const differences = [...own.labels].flatMap(([name, label]) => {
    const keptLabel = kept.labels.get(name);
    if (keptLabel !== undefined && keptLabel !== label)
      return [`${JSON.stringify(name)} is ${keptLabel}, not ${label}`];
    const other = names.get(label);
    return other === undefined || other === name
      ? []
      : [`${label} is ${JSON.stringify(other)}, not ${JSON.stringify(name)}`];
  });
  if (differences.length > 0)
    throw new LabelsChangedError(place, modelName, kept.training.executionName, differences.slice(0, 20));
  return new Map([...kept.labels, ...own.labels]);
}

/** False where another writer was faster and it may be tried again. */
async function putUnlessChanged(
  s3: S3Sender,
  place: StoredPlace,
  file: object,
  eTag: string | undefined,
  mayTryAgain: boolean,
): Promise<boolean> {
  const condition = eTag === undefined ? { IfNoneMatch: '*' } : { IfMatch: eTag };
  const Body = `${JSON.stringify(file, undefined, 2)}\n`;
  const target = { Bucket: place.bucket, Key: place.key, ContentType: 'application/json' };
  try {
    await s3.send(new PutObjectCommand({ ...target, ...condition, Body }));
    return true;
  } catch (error) {
    if (mayTryAgain && isLostRace(error)) return false;
    throw new DatasetStorageError(`writing ${uriOf(place)}`, error);
  }
}

/** S3 User Guide, "How to prevent object overwrites with conditional writes": 412, 409 while another write goes on, 404 after a deletion. */
function isLostRace(error: unknown): boolean {
  return (
    error instanceof Error && ['PreconditionFailed', 'ConditionalRequestConflict', 'NoSuchKey'].includes(error.name)
  );
}
