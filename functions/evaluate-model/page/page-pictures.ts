import { DatasetError } from '../../generate-dataset/errors.ts';
import type { S3Sender } from '../../generate-dataset/listing/fetch-page.ts';
import { findObject } from '../../generate-dataset/storage/find-object.ts';
import { ObjectBytes } from '../../generate-dataset/storage/object-bytes.ts';
import type { StoredPlace } from '../../generate-dataset/storage/stored-place.ts';

/** Pictures as `data:` addresses, by their paths. An image that has none is only named. */
export type Pictures = ReadonlyMap<string, string>;

const MAX_PICTURES = 24;
/** Of all together: they are kept in memory, and the page is sent by mail. */
const MAX_BYTES = 2 * 1024 * 1024;

const TYPES: Readonly<Record<string, string>> = {
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  bmp: 'image/bmp',
};

/** The first pictures that fit. What cannot be read, or is too large, is left out: the page is worth having without it. */
export async function readPictures(s3: S3Sender, folder: StoredPlace, paths: Iterable<string>): Promise<Pictures> {
  const pictures = new Map<string, string>();
  let left = MAX_BYTES;
  for (const path of paths) {
    if (pictures.size === MAX_PICTURES) break;
    const type = typeOf(path);
    if (type === undefined || pictures.has(path)) continue;
    const place = { bucket: folder.bucket, key: folder.key + path };
    const bytes = await bytesWithin(s3, place, left);
    if (bytes === undefined) continue;
    left -= bytes.length;
    pictures.set(path, `data:${type};base64,${bytes.toString('base64')}`);
  }
  return pictures;
}

function typeOf(path: string): string | undefined {
  return TYPES[path.slice(path.lastIndexOf('.') + 1).toLowerCase()];
}

async function bytesWithin(s3: S3Sender, place: StoredPlace, limit: number): Promise<Buffer | undefined> {
  try {
    const found = await findObject(s3, place).catch(() => undefined);
    if (found === undefined || found.sizeBytes === 0 || found.sizeBytes > limit) return undefined;
    return await new ObjectBytes(s3, found).read(0, found.sizeBytes);
  } catch (error) {
    // Deleted, or archived, or not to be read by the function.
    if (error instanceof DatasetError) return undefined;
    throw error;
  }
}
