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

/**
 * What comes before the images' paths in a job's outputs: nothing, or the last folders of the images' own prefix. The example in the API
 * reference (TransformOutput, S3OutputPath) has an input's prefix in the output's key; for manifests nothing is said.
 */
export function outputLead(sizes: ReadonlyMap<string, number>, paths: readonly string[], imagesPrefix: string): string {
  const folders = imagesPrefix.split('/').filter((folder) => folder !== '');
  const leads = Array.from({ length: folders.length + 1 }, (_, count) =>
    folders
      .slice(folders.length - count)
      .map((folder) => `${folder}/`)
      .join(''),
  );
  return leads.find((lead) => paths.some((path) => sizes.has(lead + path))) ?? '';
}
