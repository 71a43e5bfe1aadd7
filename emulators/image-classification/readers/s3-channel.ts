import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { GetObjectCommand, ListObjectsV2Command, S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import { CustomerError } from '../checks/customer-error.ts';
import type { ChannelSpec, S3Access } from '../protocol.ts';

/** Seen word for word in failed jobs whose role may not read the data. */
const FORBIDDEN = 'Data download failed:failed to download data. 403 Forbidden (403): Forbidden';

/** Faults that the log names beside the one of the FailureReason. */
const LOGGED_KEYS = 50;

/** A problem of the endpoint or the way to it, not of the job's data. */
export class StorageError extends Error {
  constructor(message: string, options: ErrorOptions) {
    super(message, options);
    this.name = 'StorageError';
  }
}

/** A client with the training role's credentials. */
export function storageClient(access: S3Access): S3Client {
  const { accessKeyId, secretAccessKey, sessionToken } = access;
  return new S3Client({
    endpoint: access.endpointUrl,
    region: access.region,
    forcePathStyle: true,
    credentials: { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) },
  });
}

/** One channel's objects as files: `paths` maps each path, relative to the channel's folder, to its key. */
export class S3Channel {
  readonly name: string;
  readonly isPiped: boolean;
  readonly paths: ReadonlyMap<string, string>;
  readonly #client: S3Client;
  readonly #bucket: string;
  readonly #isPacked: boolean;

  constructor(spec: ChannelSpec, client: S3Client, bucket: string, paths: ReadonlyMap<string, string>) {
    this.name = spec.channelName;
    this.isPiped = spec.inputMode === 'Pipe';
    this.#isPacked = spec.compression === 'Gzip';
    this.#client = client;
    this.#bucket = bucket;
    this.paths = paths;
  }

  /** Lists all pages. An empty channel, a missing bucket and a refusal are CustomerErrors. */
  static async open(client: S3Client, spec: ChannelSpec, signal: AbortSignal): Promise<S3Channel> {
    const { bucket, prefix } = parseS3Uri(spec);
    const paths = new Map<string, string>();
    const illegal: string[] = [];
    let token: string | undefined;
    do {
      const page = new ListObjectsV2Command({
        Bucket: bucket,
        Prefix: prefix,
        ...(token === undefined ? {} : { ContinuationToken: token }),
      });
      const listed = await send(spec.s3Uri, () => client.send(page, { abortSignal: signal }));
      for (const { Key: key } of listed.Contents ?? []) {
        if (key === undefined) continue;
        if (key.includes('//')) illegal.push(`s3://${bucket}/${key}`);
        if (!key.endsWith('/')) paths.set(relativePath(key, prefix), key);
      }
      token = listed.NextContinuationToken;
    } while (token !== undefined);
    if (spec.inputMode !== 'Pipe' && illegal.length > 0) throw illegalKeys(spec, illegal);
    if (paths.size === 0) {
      throw new CustomerError(
        `[rehearsal] Channel '${spec.channelName}' has no file: no S3 object under ${spec.s3Uri}.`,
      );
    }
    return new S3Channel(spec, client, bucket, paths);
  }

  /** The bytes of the file at a path of `paths`, piece by piece. */
  async *stream(path: string, signal: AbortSignal): AsyncGenerator<Uint8Array, void> {
    const key = this.paths.get(path);
    const uri = `s3://${this.#bucket}/${key}`;
    const command = new GetObjectCommand({ Bucket: this.#bucket, Key: key });
    const { Body: body } = await send(uri, () => this.#client.send(command, { abortSignal: signal }));
    if (body === undefined) return;
    const pieces = eachPiece(uri, body as unknown as AsyncIterable<Uint8Array>);
    yield* this.#isPacked ? unpacked(uri, pieces) : pieces;
  }

  /** The bytes of the file at a path of `paths`. */
  async read(path: string, signal: AbortSignal): Promise<Buffer> {
    return readObject(this.#client, `s3://${this.#bucket}/${this.paths.get(path)}`, signal);
  }
}

/** The bytes of the object at an s3:// address. */
export function readObject(client: S3Client, uri: string, signal: AbortSignal): Promise<Buffer> {
  const [, bucket, key] = /^s3:\/\/([^/]+)\/(.+)$/su.exec(uri) ?? [];
  if (bucket === undefined) throw new CustomerError(`[rehearsal] '${uri}' is not s3://bucket/key.`);
  return send(uri, async () => {
    const command = new GetObjectCommand({ Bucket: bucket, Key: key });
    const { Body: body } = await client.send(command, { abortSignal: signal });
    const bytes = (await body?.transformToByteArray()) ?? new Uint8Array();
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  });
}

async function* eachPiece(uri: string, body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  const pieces = body[Symbol.asyncIterator]();
  try {
    for (let next = await send(uri, () => pieces.next()); next.done !== true; ) {
      yield next.value;
      next = await send(uri, () => pieces.next());
    }
  } finally {
    await pieces.return?.();
  }
}

async function* unpacked(uri: string, pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  const gunzip = createGunzip();
  // Whoever reads it gets the error.
  pipeline(Readable.from(pieces), gunzip, () => undefined);
  try {
    yield* gunzip;
  } catch (error) {
    const isGzip = !(error instanceof Error && 'code' in error && /^Z_/.test(String(error.code)));
    if (isGzip) throw error;
    throw new CustomerError(`[rehearsal] ${uri} is not compressed by gzip, as its channel says.`, [], { cause: error });
  }
}

/** File mode downloads the whole prefix, so one such key is enough, also of a file that nothing names. */
function illegalKeys({ channelName }: ChannelSpec, [first = '', ...others]: readonly string[]): CustomerError {
  const also = others.slice(0, LOGGED_KEYS).map((key) => `[rehearsal] channel '${channelName}' has ${key}, too.`);
  // As seen in a failed job of 2026: github.com/aws-samples/generative-ai-on-amazon-sagemaker/issues/242
  const text = `S3 key: ${first} has an illegal char sub-sequence '//' in it`;
  return new CustomerError(`Data download failed:Failed to download data. ${text}`, also);
}

function parseS3Uri({ channelName, s3Uri }: ChannelSpec): { bucket: string; prefix: string } {
  const [, bucket, prefix = ''] = /^s3:\/\/([^/]+)\/?(.*)$/su.exec(s3Uri) ?? [];
  if (bucket === undefined)
    throw new CustomerError(`[rehearsal] Channel '${channelName}': '${s3Uri}' is not s3://bucket/prefix.`);
  return { bucket, prefix };
}

/** Where a key is in the channel's folder: below the prefix if that is a folder, else beside the prefix's last part. */
function relativePath(key: string, prefix: string): string {
  if (prefix === '' || prefix.endsWith('/')) return key.slice(prefix.length);
  if (key.startsWith(`${prefix}/`)) return key.slice(prefix.length + 1);
  return key.slice(prefix.lastIndexOf('/') + 1);
}

async function send<T>(uri: string, request: () => Promise<T>): Promise<T> {
  try {
    return await request();
  } catch (error) {
    if (!(error instanceof Error) || error.name === 'AbortError') throw error;
    if (!(error instanceof S3ServiceException)) {
      throw new StorageError(`[rehearsal] reading ${uri} failed: ${error.message}`, { cause: error });
    }
    const status = error.$metadata.httpStatusCode ?? 0;
    if (status === 403)
      throw new CustomerError(FORBIDDEN, [`[rehearsal] ${uri}: ${error.name}: ${error.message}`], { cause: error });
    const text = `[rehearsal] reading ${uri} failed with ${status} ${error.name}: ${error.message}`;
    throw status >= 500 ? new StorageError(text, { cause: error }) : new CustomerError(text, [], { cause: error });
  }
}
