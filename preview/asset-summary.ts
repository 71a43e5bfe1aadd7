import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { asset } from '@pulumi/pulumi';
import type { FileSummary, FilesValue } from './program-snapshot.ts';

/** An input as JSON, with files by name, size and hash: two programs are compared by what they would upload. */
export async function summarisedAssets(value: unknown): Promise<unknown> {
  if (value instanceof asset.Archive || value instanceof asset.Asset) return filesValue(await filesOf(value, ''));
  if (Array.isArray(value)) return Promise.all(value.map(summarisedAssets));
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(async ([key, member]) => [key, await summarisedAssets(member)] as const);
  return Object.fromEntries(await Promise.all(members));
}

function filesValue(files: readonly FileSummary[]): FilesValue {
  return { $files: [...files].sort((left, right) => (left.path < right.path ? -1 : 1)) };
}

async function filesOf(value: unknown, path: string): Promise<readonly FileSummary[]> {
  if (value instanceof asset.AssetArchive) {
    const members = Object.entries(await value.assets);
    const nested = members.map(([name, member]) => filesOf(member, path === '' ? name : `${path}/${name}`));
    return (await Promise.all(nested)).flat();
  }
  if (value instanceof asset.StringAsset) return [summary(path, Buffer.from(await value.text, 'utf8'))];
  if (value instanceof asset.FileAsset || value instanceof asset.FileArchive) {
    const file = await value.path;
    return [summary(path === '' ? file : path, await readFile(file))];
  }
  throw new Error(
    `${path === '' ? 'an asset' : path} is of a kind that is not read here; use StringAsset, FileAsset or AssetArchive`,
  );
}

function summary(path: string, content: Uint8Array): FileSummary {
  return { path, bytes: content.byteLength, sha256: createHash('sha256').update(content).digest('hex') };
}
