import type { S3Sender } from '../listing/fetch-page.ts';
import { datasetKeys } from '../storage/dataset-keys.ts';
import { readStored } from '../storage/stored-text.ts';
import { parseLabels, type StoredLabels } from './stored-labels.ts';

/** Labels of the models that were saved; undefined before the first one. */
export async function readKeptLabels(
  s3: S3Sender,
  bucket: string,
  prefix: string,
  abort: AbortSignal,
): Promise<StoredLabels | undefined> {
  const place = { bucket, key: datasetKeys(prefix).labels };
  const stored = await readStored(s3, place, abort);
  return stored === undefined ? undefined : parseLabels(stored.text, place, prefix);
}
