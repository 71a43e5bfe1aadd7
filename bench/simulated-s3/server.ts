import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { endWithParent } from '../end-with-parent.ts';
import { type Conditions, Fates } from './fates.ts';
import { joinedSpaces, KEY_SPACES, type KeySpaceName } from './key-space.ts';
import { listAnswer, writtenAnswer } from './list-answer.ts';
import { type WrittenObject, WrittenObjects } from './written-objects.ts';

/** What is asked of a simulated S3: its keys below `dataset/` and how it behaves. */
export interface SimulatedS3Options {
  readonly space: KeySpaceName;
  readonly trainKeys: number;
  readonly testKeys: number;
  readonly conditions: Conditions;
  /** Bodies of objects of more bytes are not kept, and cannot be read; absent: a million. */
  readonly largestBody?: number;
}

export interface SimulatedS3Report {
  readonly listRequests: number;
  /** The others, by what S3 calls them in its bill. */
  readonly requests: Readonly<Record<string, number>>;
  readonly written: Readonly<Record<string, WrittenObject>>;
  /** Multipart uploads that were neither completed nor aborted. */
  readonly openUploads: number;
}

const XML = { 'content-type': 'application/xml' };
const SLOW_DOWN = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>SlowDown</Code><Message>Please reduce your request rate.</Message></Error>`;
const NO_SUCH_KEY = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>NoSuchKey</Code><Message>The specified key does not exist.</Message></Error>`;
const LARGEST_BODY = 1e6;

interface Asked {
  readonly key: string;
  readonly query: URLSearchParams;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/** One bucket of computed keys behind HTTP, and what is written to it. */
class SimulatedS3 {
  readonly #space;
  readonly #conditions: Conditions;
  readonly #fates: Fates;
  readonly #objects: WrittenObjects;
  readonly #requests = new Map<string, number>();
  #listRequests = 0;

  constructor({ space, trainKeys, testKeys, conditions, largestBody = LARGEST_BODY }: SimulatedS3Options) {
    // "test" comes before "train".
    this.#space = joinedSpaces([
      KEY_SPACES[space]('dataset/test/', testKeys),
      KEY_SPACES[space]('dataset/train/', trainKeys),
    ]);
    this.#conditions = conditions;
    this.#fates = new Fates(conditions);
    this.#objects = new WrittenObjects(largestBody);
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams: query } = new URL(request.url ?? '/', 'http://localhost');
    if (pathname === '/_report') return void response.end(JSON.stringify(this.#report()));
    const [, bucket = '', ...rest] = pathname.split('/');
    const asked = { key: decodeURIComponent(rest.join('/')), query, request, response };
    if (request.method === 'GET' && query.get('list-type') === '2') return this.#list(bucket, asked);
    this.#count(request);
    const answerable = pause(this.#conditions.latencyMs / 2);
    const body = await bodyOf(request);
    await answerable;
    if (request.method === 'GET' || request.method === 'HEAD') return this.#get(asked);
    if (query.has('delete')) return this.#delete(body, response);
    const source = request.headers['x-amz-copy-source'];
    if (source !== undefined) return this.#copy(decodeURIComponent(String(source)), asked);
    this.#write(asked, body);
  }

  #report(): SimulatedS3Report {
    return {
      listRequests: this.#listRequests,
      requests: Object.fromEntries(this.#requests),
      written: this.#objects.report,
      openUploads: this.#objects.openUploads,
    };
  }

  #count({ method = '', headers }: IncomingMessage): void {
    const kind = headers['x-amz-copy-source'] === undefined ? method : 'COPY';
    this.#requests.set(kind, (this.#requests.get(kind) ?? 0) + 1);
  }

  async #list(bucket: string, { query, response }: Asked): Promise<void> {
    this.#listRequests += 1;
    const fate = this.#fates.next(Date.now());
    // Making the page is part of the latency and not added to it.
    const answerable = pause(this.#conditions.latencyMs + (fate === 'late' ? this.#conditions.lateMs : 0));
    const written = this.#objects.listedWith(query.get('prefix') ?? '');
    const body = written.length > 0 ? writtenAnswer(written, query) : listAnswer(this.#space, bucket, query);
    await answerable;
    if (fate === 'refused') return void response.writeHead(503, XML).end(SLOW_DOWN);
    response.writeHead(200, { ...XML, 'content-length': body.length });
    if (fate !== 'cut') return void response.end(body);
    response.write(body.subarray(0, body.length / 2), () => response.destroy());
  }

  #get({ key, request, response }: Asked): void {
    const bytes = this.#objects.bytesOf(key);
    const body = this.#objects.read(key, request.headers.range);
    if (bytes === undefined) response.writeHead(404, XML).end(NO_SUCH_KEY);
    else if (request.method === 'HEAD') response.writeHead(200, { etag: '"0"', 'content-length': bytes }).end();
    else if (body === undefined) response.writeHead(500, XML).end('<Error><Code>BodyNotKept</Code></Error>');
    else {
      const status = request.headers.range === undefined ? 200 : 206;
      response.writeHead(status, { etag: '"0"', 'content-length': body.length }).end(body);
    }
  }

  #delete(body: Buffer, response: ServerResponse): void {
    for (const [, key = ''] of body.toString().matchAll(/<Key>([^<]*)</g)) this.#objects.delete(key);
    response.writeHead(200, XML).end('<DeleteResult></DeleteResult>');
  }

  /** `source`: `bucket/key`, as CopyObject and UploadPartCopy name it. */
  #copy(source: string, { key, query, request, response }: Asked): void {
    const from = source.slice(source.indexOf('/', 1) + 1);
    const uploadId = query.get('uploadId');
    if (uploadId === null) {
      if (!this.#objects.copy(from, key)) return void response.writeHead(404, XML).end(NO_SUCH_KEY);
      return void response.end('<CopyObjectResult><ETag>"0"</ETag></CopyObjectResult>');
    }
    const range = request.headers['x-amz-copy-source-range'];
    const body = this.#objects.read(from, range === undefined ? undefined : String(range));
    if (body === undefined) return void response.writeHead(404, XML).end(NO_SUCH_KEY);
    this.#objects.putPart(uploadId, Number(query.get('partNumber')), body);
    response.end('<CopyPartResult><ETag>"0"</ETag></CopyPartResult>');
  }

  #write({ key, query, request: { method }, response }: Asked, body: Buffer): void {
    const uploadId = query.get('uploadId');
    if (method === 'POST' && query.has('uploads')) {
      const begun = this.#objects.beginUpload(key);
      response.end(`<InitiateMultipartUploadResult><UploadId>${begun}</UploadId></InitiateMultipartUploadResult>`);
    } else if (method === 'PUT' && uploadId !== null) {
      this.#objects.putPart(uploadId, Number(query.get('partNumber')), body);
      response.writeHead(200, { etag: '"0"' }).end();
    } else if (method === 'POST' && uploadId !== null) {
      this.#objects.completeUpload(uploadId);
      response.end('<CompleteMultipartUploadResult><ETag>"0"</ETag></CompleteMultipartUploadResult>');
    } else if (method === 'DELETE' && uploadId !== null) {
      this.#objects.abortUpload(uploadId);
      response.writeHead(204).end();
    } else {
      this.#objects.put(key, [body]);
      response.writeHead(200, { etag: '"0"' }).end();
    }
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

endWithParent();
const options: SimulatedS3Options = JSON.parse(process.argv[2] ?? '');
const s3 = new SimulatedS3(options);
const server = createServer((request, response) => {
  s3.answer(request, response).catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined));
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.stdout.write(`${typeof address === 'object' ? address?.port : ''}\n`);
});
