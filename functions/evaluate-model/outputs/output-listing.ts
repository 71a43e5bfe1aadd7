import { DatasetStorageError } from '../../generate-dataset/errors.ts';
import { fetchListPage, type S3Sender } from '../../generate-dataset/listing/fetch-page.ts';
import { type StoredPlace, uriOf } from '../../generate-dataset/storage/stored-place.ts';

/** What a transform job adds to the name of an input. */
export const OUTPUT_SUFFIX = '.out';

/** Sizes of a transform job's outputs in bytes, by what comes between the folder and the suffix. */
export async function outputSizes(s3: S3Sender, { bucket, key }: StoredPlace): Promise<ReadonlyMap<string, number>> {
  const folder = `${key}/`;
  const sizes = new Map<string, number>();
  let token: string | undefined;
  do {
    const request = { Bucket: bucket, Prefix: folder, ...(token === undefined ? {} : { ContinuationToken: token }) };
    const page = await fetchListPage(s3, request).catch((error: unknown) => {
      throw new DatasetStorageError(`listing ${uriOf({ bucket, key: folder })}`, error);
    });
    for (const { key: found, sizeBytes } of page.objects)
      if (found.endsWith(OUTPUT_SUFFIX)) sizes.set(found.slice(folder.length, -OUTPUT_SUFFIX.length), sizeBytes);
    token = page.isTruncated ? page.nextToken : undefined;
  } while (token !== undefined);
  return sizes;
}
