import { Readable } from 'node:stream';
import { S3Client } from '@aws-sdk/client-s3';

/** The part of the SDK's request that is looked at. */
interface Asked {
  readonly method: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
}

const CLASSES = 2;

/** The SDK's own client before a bucket that is made up: so many images below whatever is listed, no other object, and no network. */
export function madeUpS3(images: number): S3Client {
  return new S3Client({
    region: 'us-east-1',
    credentials: { accessKeyId: 'made-up', secretAccessKey: 'made-up' },
    requestHandler: { handle: async (asked: Asked) => ({ response: answerTo(asked, images) }) },
  });
}

function answerTo({ method, query = {}, headers }: Asked, images: number): object {
  if (method !== 'GET') return answer(headers['x-amz-copy-source'] === undefined ? '' : '<CopyObjectResult/>');
  const { prefix = '', delimiter } = query;
  if (!prefix.endsWith('/')) return answer(list(''));
  return answer(list(delimiter === undefined ? entries(prefix, images) : folders(prefix)));
}

function answer(text: string): object {
  const body = Buffer.from(text);
  const headers = { 'content-type': 'application/xml', 'content-length': String(body.length), etag: '"0"' };
  return { statusCode: 200, headers, body: Readable.from([body]) };
}

function list(entries: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><EncodingType>url</EncodingType><IsTruncated>false</IsTruncated>${entries}</ListBucketResult>`;
}

function folders(prefix: string): string {
  const prefixes = Array.from({ length: CLASSES }, (_, at) => `<Prefix>${prefix}${at}/</Prefix>`);
  return prefixes.map((text) => `<CommonPrefixes>${text}</CommonPrefixes>`).join('');
}

/** As S3 writes them. */
function entries(prefix: string, images: number): string {
  return Array.from({ length: images }, (_, at) => {
    const name = String(at).padStart(8, '0');
    const key = `${prefix}${Math.floor((at * CLASSES) / images)}/${name}.jpg`;
    return `<Contents><Key>${key}</Key><LastModified>2026-01-31T12:00:00.000Z</LastModified><ETag>&quot;${name.repeat(4)}&quot;</ETag><Size>${1000 + at}</Size><StorageClass>STANDARD</StorageClass></Contents>`;
  }).join('');
}
