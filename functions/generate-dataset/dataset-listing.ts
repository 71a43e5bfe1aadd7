import { ListObjectsV2Command, type ListObjectsV2CommandOutput, type S3Client } from '@aws-sdk/client-s3';
import { DatasetStorageError } from './errors.ts';

/** The part of an S3 client that this function needs. */
export type S3Sender = Pick<S3Client, 'send'>;

export interface ListedObject {
  readonly key: string;
  readonly sizeBytes: number;
}

/** Pages of everything under a prefix. While one page is worked on the next one is fetched; no more than two are held. */
export async function* listPages(
  s3: S3Sender,
  bucket: string,
  prefix: string,
): AsyncGenerator<readonly ListedObject[]> {
  let next: Promise<ListObjectsV2CommandOutput> | undefined = fetchPage(s3, bucket, prefix, undefined);
  while (next !== undefined) {
    const page: ListObjectsV2CommandOutput = await next;
    next = page.IsTruncated === true ? fetchPage(s3, bucket, prefix, page.NextContinuationToken) : undefined;
    // A failure is met by the await above; without this a consumer that stops early would leave it unhandled.
    next?.catch(() => undefined);
    yield listedObjects(page);
  }
}

async function fetchPage(
  s3: S3Sender,
  bucket: string,
  prefix: string,
  token: string | undefined,
): Promise<ListObjectsV2CommandOutput> {
  // Keys may hold characters that XML cannot: S3 sends them percent-encoded on request.
  const input = { Bucket: bucket, Prefix: prefix, EncodingType: 'url' as const };
  try {
    return await s3.send(
      new ListObjectsV2Command(token === undefined ? input : { ...input, ContinuationToken: token }),
    );
  } catch (error) {
    throw new DatasetStorageError(`listing s3://${bucket}/${prefix}`, error);
  }
}

function listedObjects(page: ListObjectsV2CommandOutput): ListedObject[] {
  const decode = page.EncodingType === 'url' ? decodeKey : (key: string) => key;
  return (page.Contents ?? []).map(({ Key = '', Size = 0 }) => ({ key: decode(Key), sizeBytes: Size }));
}

/** S3 encodes a space as a plus sign and a plus sign as %2B. */
function decodeKey(key: string): string {
  return /[%+]/.test(key) ? decodeURIComponent(key.replaceAll('+', ' ')) : key;
}
