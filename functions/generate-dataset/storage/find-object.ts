import { fetchListPage, type S3Sender } from '../listing/fetch-page.ts';
import type { SizedObject } from './object-bytes.ts';
import type { StoredPlace } from './stored-place.ts';

/**
 * The object as the listing has it; undefined where it has none. Without the right to list the whole bucket S3 answers "access
 * denied" to whoever reads a key that does not exist.
 */
export async function findObject(
  s3: S3Sender,
  { bucket, key }: StoredPlace,
  abort?: AbortSignal,
): Promise<SizedObject | undefined> {
  const { objects } = await fetchListPage(s3, { Bucket: bucket, Prefix: key, MaxKeys: 1 }, abort);
  const [found] = objects;
  if (found?.key !== key) return undefined;
  return { bucket, key, sizeBytes: found.sizeBytes };
}
