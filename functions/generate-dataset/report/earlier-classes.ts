import { LabelsFileError, parseLabels } from '../labels/stored-labels.ts';
import type { S3Sender } from '../listing/fetch-page.ts';
import { runKeys } from '../storage/dataset-keys.ts';
import { uriOf } from '../storage/stored-place.ts';
import { readStored } from '../storage/stored-text.ts';

/** Names of the classes of an earlier run by their labels, or why they are not known. */
export async function readEarlierClasses(
  s3: S3Sender,
  { bucket, prefix }: { readonly bucket: string; readonly prefix: string },
  executionName: string,
): Promise<ReadonlyMap<number, string> | string> {
  const place = { bucket, key: runKeys(prefix, executionName).labels };
  const stored = await readStored(s3, place);
  if (stored === undefined) return `${uriOf(place)} is not there any more`;
  try {
    const { labels } = parseLabels(stored.text, place, prefix);
    return new Map([...labels].map(([name, label]) => [label, name]));
  } catch (error) {
    if (error instanceof LabelsFileError) return error.message;
    throw error;
  }
}
