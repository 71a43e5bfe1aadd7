import type { DatasetSettings } from '../event.ts';
import type { S3Sender } from '../listing/fetch-page.ts';
import { splitFolder } from '../split/split-folder.ts';
import type { SplitSettings } from '../split/split-settings.ts';
import type { StoredPlace } from '../storage/stored-place.ts';
import { inventoryCsv, parquetFile, unloadedFile } from './data-file.ts';
import { findManifest } from './find-manifest.ts';
import { type DataFile, parseManifest } from './inventory-manifest.ts';
import type { SourceRequest } from './source-request.ts';
import { unloadedFiles } from './unload-folder.ts';
import { WrittenKeys, type WrittenList } from './written-keys.ts';

/** The written list of keys that a run was asked to take; nothing of its rows is read yet. @throws {DatasetError} */
export async function openSource(
  s3: S3Sender,
  { bucket, prefix }: DatasetSettings,
  request: SourceRequest,
  split: SplitSettings | undefined,
): Promise<WrittenKeys> {
  const [, listBucket = '', key = ''] = /^s3:\/\/([^/]+)\/(.*)$/.exec(request.uri) ?? [];
  const place = { bucket: listBucket, key };
  const list = request.kind === 'inventory' ? await inventory(s3, place, bucket) : await unload(s3, place);
  const prefixes = new Set([splitFolder(prefix, 'train', split), splitFolder(prefix, 'test', split)]);
  return new WrittenKeys(list, bucket, [...prefixes]);
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** What a run warns of where its list of keys is old. */
export function ageWarnings(
  source: Pick<WrittenKeys, 'facts'> | undefined,
  request: SourceRequest | undefined,
  nowMs: number,
): readonly string[] {
  if (source === undefined || request === undefined) return [];
  const { facts } = source;
  const { maximumDays } = request;
  const ageMs = nowMs - Date.parse(facts.takenAt);
  if (ageMs < maximumDays * DAY_MS) return [];
  const days = Math.floor(ageMs / DAY_MS);
  return [
    `the keys are those of ${facts.takenAt} (${facts.uri}), ${inDays(days)} ago: what was added, changed or deleted since is not in this run, and from ${inDays(maximumDays)} on it is reported (inventoryMaximumDays)`,
  ];
}

function inDays(days: number): string {
  return days === 1 ? '1 day' : `${days} days`;
}

async function inventory(s3: S3Sender, place: StoredPlace, bucket: string): Promise<WrittenList> {
  const { uri, text } = await findManifest(s3, place);
  const { createdAtMs, format, schema, files } = parseManifest(uri, text, bucket);
  const rows = (file: DataFile) => (format === 'CSV' ? inventoryCsv(s3, file, schema) : parquetFile(s3, file));
  return { kind: 'inventory', uri, takenAtMs: createdAtMs, files: files.map((file) => withRows(file, rows)) };
}

async function unload(s3: S3Sender, place: StoredPlace): Promise<WrittenList> {
  const { uri, writtenAtMs, files } = await unloadedFiles(s3, place);
  const rows = (file: DataFile) => unloadedFile(s3, file);
  return { kind: 'metadata', uri, takenAtMs: writtenAtMs, files: files.map((file) => withRows(file, rows)) };
}

function withRows(
  file: DataFile,
  rows: (file: DataFile) => ReturnType<typeof unloadedFile>,
): WrittenList['files'][number] {
  return { uri: `s3://${file.bucket}/${file.key}`, rows: () => rows(file) };
}
