import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import {
  ListObjectsV2Command,
  type ListObjectsV2CommandInput,
  type ListObjectsV2CommandOutput,
  type S3Client,
} from '@aws-sdk/client-s3';
import { type ListPage, parseListPage } from './key-page.ts';
import { listedObject } from './listed-object.ts';
import type { ListingStart } from './listing-start.ts';
import { IncompletePageError } from './page-entries.ts';
import { decodeKey } from './page-text.ts';

/** The part of an S3 client that this function needs. */
export type S3Sender = Pick<S3Client, 'send'>;

export interface FetchedPage extends ListPage {
  /** Requests that the page took: more than 1 where S3 answered SlowDown or broke off. */
  readonly attempts: number;
}

export type PageRequest = Pick<
  ListObjectsV2CommandInput,
  'Bucket' | 'Prefix' | 'StartAfter' | 'ContinuationToken' | 'Delimiter' | 'MaxKeys'
>;

/**
 * One page by the SDK's client, which signs and retries; only the body is read by our own parser. What
 * the SDK's own parser gives is used where a sender has no HTTP at all.
 */
export async function fetchListPage(
  s3: S3Sender,
  request: PageRequest,
  abort?: AbortSignal,
  start?: ListingStart,
): Promise<FetchedPage> {
  // Keys may hold characters that XML cannot: S3 sends them percent-encoded on request.
  const command = new ListObjectsV2Command({ ...request, EncodingType: 'url' });
  let page: ListPage | undefined;
  readBodyWith(command, (body, headers) => {
    start?.answered(headers['date']);
    page = parseListPage(body, start);
  });
  const output = await s3.send(command, abort === undefined ? {} : { abortSignal: abort });
  return { ...(page ?? parsedPage(output, start)), attempts: output.$metadata?.attempts ?? 1 };
}

/** What the SDK's deserializer sees of a body that was read already: it parses nothing. */
const NOTHING_LEFT = Buffer.alloc(0);

interface HttpAnswer {
  readonly statusCode: number;
  readonly headers: Headers;
  readonly body: Readable;
}

type Headers = Readonly<Record<string, string>>;

function readBodyWith(command: ListObjectsV2Command, read: (body: Buffer, headers: Headers) => void): void {
  command.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      const { response } = result;
      // Errors are the SDK's to read.
      if (!isHttpAnswer(response) || response.statusCode !== 200) return result;
      try {
        const chunks = await chunksOf(response.body);
        // At once: no other page may be put together in between.
        read(joined(chunks), response.headers);
      } catch (error) {
        throw isBroken(error) ? retryable(error) : error;
      }
      return { ...result, response: Object.assign(response, { body: NOTHING_LEFT }) };
    },
    // Low: next to the wire, so that it runs before the SDK's deserializer.
    { step: 'deserialize', name: 'readListPage', priority: 'low' },
  );
}

async function chunksOf(body: Readable): Promise<readonly Buffer[]> {
  const chunks: Buffer[] = [];
  body.on('data', (chunk: Buffer) => chunks.push(chunk));
  // Rejects where the connection ends before the body does.
  await finished(body);
  return chunks;
}

/** The one place where a body is put together: a new one for each page would be 300 KB of garbage. */
let joinedBytes = Buffer.alloc(512 * 1024);

/** What it gives holds until it is called again: a page is read at once. */
function joined(chunks: readonly Buffer[]): Buffer {
  const length = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  if (length > joinedBytes.length) joinedBytes = Buffer.alloc(2 * length);
  let at = 0;
  for (const chunk of chunks) at += chunk.copy(joinedBytes, at);
  return joinedBytes.subarray(0, length);
}

/** The connection ended too early; what is in a whole body stays the same however often it is asked for. */
function isBroken(error: unknown): boolean {
  return error instanceof IncompletePageError || (error instanceof Error && 'code' in error);
}

/** A body that breaks off is asked for again by the SDK's retries. */
function retryable(error: unknown): unknown {
  return error instanceof Error ? Object.assign(error, { $retryable: { throttling: false } }) : error;
}

function isHttpAnswer(response: unknown): response is HttpAnswer {
  return (
    typeof response === 'object' &&
    response !== null &&
    'statusCode' in response &&
    'headers' in response &&
    'body' in response &&
    response.body instanceof Readable
  );
}

function parsedPage(output: ListObjectsV2CommandOutput, start: ListingStart | undefined): ListPage {
  const decode = output.EncodingType === 'url' ? decodeKey : (key: string) => key;
  const contents = output.Contents ?? [];
  const objects = contents.map(({ Key = '', Size = 0, ETag = '', LastModified, StorageClass }) => ({
    ...listedObject({ key: decode(Key), sizeBytes: Size, eTag: ETag, storageClass: StorageClass }),
    ...(start?.isBefore(LastModified?.toISOString() ?? '') === true ? { isNew: true as const } : {}),
  }));
  const modified = contents.map(({ LastModified }) => LastModified?.toISOString() ?? '');
  return {
    objects,
    isAscii: false,
    isSorted: false,
    folders: (output.CommonPrefixes ?? []).map(({ Prefix = '' }) => decode(Prefix)),
    isTruncated: output.IsTruncated === true,
    nextToken: output.NextContinuationToken,
    newestModified: modified.reduce((newest, one) => (one > newest ? one : newest), ''),
  };
}
