import type { S3Sender } from '../listing/fetch-page.ts';
import { type StoredPlace, uriOf } from '../storage/stored-place.ts';
import type { DataFile } from './inventory-manifest.ts';
import { type FolderFile, listFolder } from './list-folder.ts';
import { KeySourceError } from './source-errors.ts';

/** What one UNLOAD has written. */
export interface UnloadedFiles {
  readonly uri: string;
  /** When its first file was written. */
  readonly writtenAtMs: number;
  readonly files: readonly DataFile[];
}

/**
 * The files in a folder; of a folder that has only folders, those in the last one by name. UNLOAD writes into an empty folder,
 * so that each is of one query.
 */
export async function unloadedFiles(s3: S3Sender, place: StoredPlace): Promise<UnloadedFiles> {
  const { files, folders } = await listFolder(s3, place);
  const last = [...folders].sort().at(-1);
  const own = files.filter(isData);
  if (own.length === 0 && last !== undefined) return filesIn(s3, { ...place, key: last });
  return unloaded(place, own);
}

async function filesIn(s3: S3Sender, place: StoredPlace): Promise<UnloadedFiles> {
  return unloaded(place, (await listFolder(s3, place)).files.filter(isData));
}

function unloaded(place: StoredPlace, found: readonly FolderFile[]): UnloadedFiles {
  const { bucket } = place;
  if (found.length === 0) {
    throw new KeySourceError(uriOf(place), 'has no files of an UNLOAD: run the query of docs/key-sources.md into it');
  }
  const files = found.map(({ key, sizeBytes }) => ({ bucket, key, sizeBytes }));
  return { uri: uriOf(place), writtenAtMs: Math.min(...found.map(({ modifiedMs }) => modifiedMs)), files };
}

/** Neither a folder's own marker, nor what Athena writes about a query. */
function isData({ key, sizeBytes }: FolderFile): boolean {
  const name = key.slice(key.lastIndexOf('/') + 1);
  return sizeBytes > 0 && !/^[._]|\.metadata$|-manifest\.csv$/.test(name);
}
