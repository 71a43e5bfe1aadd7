import { expect } from 'chai';
import type { GenerateDatasetResult } from '../../../../../functions/generate-dataset/dataset-result.ts';
import { generateDataset } from '../../../../../functions/generate-dataset/generate-dataset.ts';
import type { SourceRequest } from '../../../../../functions/generate-dataset/key-source/source-request.ts';
import { refusal } from '../../../../support/error-of.ts';
import { BucketS3 } from '../fan-out/bucket-s3.ts';
import { ListStore } from './list-store.ts';
import { csvFile, FOLDER, inventory, type ListRow, MANIFEST_KEY, object } from './written-lists.ts';

const SETTINGS = { bucket: 'b', prefix: 'p', trainingJobNamePrefix: 'j' };
const KEYS = ['train/a/1.jpg', 'train/b/1.jpg', 'test/a/2.jpg', 'test/b/2.jpg'];
export const IMAGES = KEYS.map((key) => object(`p/${key}`, key));
export const MANIFEST = `s3://lists/${MANIFEST_KEY}`;
export const DATA = `s3://lists/${FOLDER}data/file-0`;
export const REPORT: SourceRequest = { kind: 'inventory', uri: `s3://lists/${FOLDER}`, maximumDays: 8 };
export const UNLOADED: SourceRequest = { kind: 'metadata', uri: 's3://lists/unload/', maximumDays: 8 };
const ANSWER_MS = 5;
export const DAY_MS = 24 * 60 * 60 * 1000;

interface Run {
  readonly store: ListStore;
  readonly bucket: BucketS3;
  readonly work: Promise<GenerateDatasetResult>;
}

export function run(
  objects: ReadonlyMap<string, Buffer>,
  keySource = REPORT,
  change: (store: ListStore) => void = () => {},
): Run {
  const bucket = new BucketS3(new Map(KEYS.map((key) => [`p/${key}`, key])), 1000);
  const store = new ListStore(bucket.sender);
  for (const [key, bytes] of objects) store.objects.set(key, bytes);
  change(store);
  return { store, bucket, work: generateDataset(store.sender, SETTINGS, { executionName: 'e', keySource }) };
}

/** What a run says that has no time for the list: each answer takes longer than the time that is left. */
export async function outOfTime(objects: ReadonlyMap<string, Buffer>): Promise<string> {
  const { store, bucket, work } = run(objects);
  await work;
  bucket.objects.clear();
  const slow = async (...args: Parameters<typeof store.sender.send>) => {
    await new Promise((resolve) => setTimeout(resolve, ANSWER_MS));
    return store.sender.send(...args);
  };
  const sender = { send: slow } as unknown as typeof store.sender;
  const text = await refusal(
    generateDataset(sender, SETTINGS, { executionName: 'e', keySource: REPORT }, { timeLeftMs: 0 }),
  );
  expect([...bucket.objects.keys()]).to.deep.equal([]);
  return text;
}

/** What the run says, which has written nothing. */
export async function refused(...args: Parameters<typeof run>): Promise<string> {
  const { bucket, work } = run(...args);
  const text = await refusal(work);
  expect([...bucket.objects.keys()]).to.deep.equal([]);
  return text;
}

export function csv(
  rows: readonly ListRow[] = IMAGES,
  changes: Readonly<Record<string, unknown>> = {},
): Map<string, Buffer> {
  return inventory('CSV', [csvFile(rows)], changes);
}

export function without(objects: ReadonlyMap<string, Buffer>, key: string): Map<string, Buffer> {
  return new Map([...objects].filter(([one]) => one !== key));
}
