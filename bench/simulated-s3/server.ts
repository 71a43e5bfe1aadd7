import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type Conditions, Fates } from './fates.ts';
import { joinedSpaces, KEY_SPACES, type KeySpaceName } from './key-space.ts';
import { listAnswer } from './list-answer.ts';

/** What is asked of a simulated S3: its keys below `dataset/` and how it behaves. */
export interface SimulatedS3Options {
  readonly space: KeySpaceName;
  readonly trainKeys: number;
  readonly testKeys: number;
  readonly conditions: Conditions;
}

export interface WrittenObject {
  readonly bytes: number;
  readonly sha256: string;
}

export interface SimulatedS3Report {
  readonly listRequests: number;
  readonly written: Readonly<Record<string, WrittenObject>>;
  /** Multipart uploads that were neither completed nor aborted. */
  readonly openUploads: number;
}

const SLOW_DOWN = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>SlowDown</Code><Message>Please reduce your request rate.</Message></Error>`;
const NO_SUCH_KEY = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>NoSuchKey</Code><Message>The specified key does not exist.</Message></Error>`;

/** One bucket of computed keys behind HTTP. Objects that are written are kept as their size and hash, small ones whole. */
class SimulatedS3 {
  readonly #space;
  readonly #conditions: Conditions;
  readonly #fates: Fates;
  readonly #objects = new Map<string, WrittenObject & { readonly body: Buffer | undefined }>();
  readonly #uploads = new Map<string, Map<number, Buffer>>();
  #listRequests = 0;
  #uploadNumber = 0;

  constructor({ space, trainKeys, testKeys, conditions }: SimulatedS3Options) {
    // "test" comes before "train".
    this.#space = joinedSpaces([
      KEY_SPACES[space]('dataset/test/', testKeys),
      KEY_SPACES[space]('dataset/train/', trainKeys),
    ]);
    this.#conditions = conditions;
    this.#fates = new Fates(conditions);
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://localhost');
    if (url.pathname === '/_report') return void response.end(JSON.stringify(this.#report()));
    const [, bucket = '', ...rest] = url.pathname.split('/');
    const key = decodeURIComponent(rest.join('/'));
    if (request.method === 'GET' && url.searchParams.get('list-type') === '2') return this.#list(bucket, url, response);
    if (request.method === 'GET') return this.#get(key, response);
    const body = await bodyOf(request);
    await pause(this.#conditions.latencyMs / 2);
    const source = request.headers['x-amz-copy-source'];
    if (source !== undefined) return this.#copy(decodeURIComponent(String(source)), key, response);
    this.#write(request.method ?? '', key, url.searchParams, body, response);
  }

  #report(): SimulatedS3Report {
    const written = [...this.#objects].map(([key, { bytes, sha256 }]) => [key, { bytes, sha256 }] as const);
    return {
      listRequests: this.#listRequests,
      written: Object.fromEntries(written),
      openUploads: this.#uploads.size,
    };
  }

  async #list(bucket: string, url: URL, response: ServerResponse): Promise<void> {
    this.#listRequests += 1;
    const fate = this.#fates.next(Date.now());
    await pause(this.#conditions.latencyMs + (fate === 'late' ? this.#conditions.lateMs : 0));
    if (fate === 'refused') return void response.writeHead(503, { 'content-type': 'application/xml' }).end(SLOW_DOWN);
    const body = listAnswer(this.#space, bucket, url.searchParams);
    response.writeHead(200, { 'content-type': 'application/xml', 'content-length': body.length });
    if (fate !== 'cut') return void response.end(body);
    response.write(body.subarray(0, body.length / 2), () => response.destroy());
  }

  #get(key: string, response: ServerResponse): void {
    const body = this.#objects.get(key)?.body;
    if (body === undefined) response.writeHead(404, { 'content-type': 'application/xml' }).end(NO_SUCH_KEY);
    else response.writeHead(200, { etag: '"0"', 'content-length': body.length }).end(body);
  }

  /** `source`: `bucket/key`, as CopyObject names it. */
  #copy(source: string, key: string, response: ServerResponse): void {
    const copied = this.#objects.get(source.slice(source.indexOf('/', 1) + 1));
    if (copied === undefined)
      return void response.writeHead(404, { 'content-type': 'application/xml' }).end(NO_SUCH_KEY);
    this.#objects.set(key, copied);
    response.end('<CopyObjectResult><ETag>"0"</ETag></CopyObjectResult>');
  }

  #write(method: string, key: string, query: URLSearchParams, body: Buffer, response: ServerResponse): void {
    const uploadId = query.get('uploadId');
    if (method === 'POST' && query.has('uploads')) {
      this.#uploadNumber += 1;
      this.#uploads.set(String(this.#uploadNumber), new Map());
      response.end(
        `<InitiateMultipartUploadResult><UploadId>${this.#uploadNumber}</UploadId></InitiateMultipartUploadResult>`,
      );
    } else if (method === 'PUT' && uploadId !== null) {
      this.#uploads.get(uploadId)?.set(Number(query.get('partNumber')), body);
      response.writeHead(200, { etag: '"0"' }).end();
    } else if (method === 'POST' && uploadId !== null) {
      const parts = [...(this.#uploads.get(uploadId) ?? [])].toSorted(([one], [other]) => one - other);
      this.#keep(
        key,
        parts.map(([, part]) => part),
      );
      this.#uploads.delete(uploadId);
      response.end('<CompleteMultipartUploadResult><ETag>"0"</ETag></CompleteMultipartUploadResult>');
    } else if (method === 'DELETE' && uploadId !== null) {
      this.#uploads.delete(uploadId);
      response.writeHead(204).end();
    } else {
      this.#keep(key, [body]);
      response.writeHead(200, { etag: '"0"' }).end();
    }
  }

  #keep(key: string, parts: readonly Buffer[]): void {
    const hash = createHash('sha256');
    for (const part of parts) hash.update(part);
    const bytes = parts.reduce((sum, { length }) => sum + length, 0);
    const body = bytes < 1e6 ? Buffer.concat(parts) : undefined;
    this.#objects.set(key, { bytes, sha256: hash.digest('hex'), body });
  }
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

const options: SimulatedS3Options = JSON.parse(process.argv[2] ?? '');
const s3 = new SimulatedS3(options);
const server = createServer((request, response) => {
  s3.answer(request, response).catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined));
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.stdout.write(`${typeof address === 'object' ? address?.port : ''}\n`);
});
