import { Readable } from 'node:stream';
import { S3Client } from '@aws-sdk/client-s3';

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** A bucket `b` behind the SDK's own client, down to headers and XML: images with the time they were written, by key. */
export class HandledS3 {
  readonly objects = new Map<string, Buffer>();
  readonly client: S3Client;
  readonly #images: ReadonlyMap<string, string>;
  readonly #dates: Iterator<string>;

  /** `dates`: of the answers that list folders, one after the other; behind the last one there is no such header. */
  constructor(images: Readonly<Record<string, string>>, dates: readonly string[]) {
    this.#images = new Map(Object.entries(images));
    this.#dates = dates.values();
    this.client = new S3Client({
      region: 'us-east-1',
      credentials: { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'secret' },
      endpoint: 'http://s3.test',
      forcePathStyle: true,
      requestHandler: { handle: async (request: Asked) => ({ response: this.#answer(request) }) },
    });
  }

  #answer({ method, path, query = {}, headers, body }: Asked): object {
    const key = decodeURIComponent(path.slice('/b/'.length));
    if (query['list-type'] === '2') return this.#answered(200, this.#list(query), this.#dateOf(query));
    const source = headers['x-amz-copy-source'];
    if (source !== undefined) {
      this.objects.set(key, this.objects.get(decodeURIComponent(source).slice('b/'.length)) ?? Buffer.alloc(0));
      return this.#answered(200, '<CopyObjectResult/>');
    }
    if (method === 'POST') {
      for (const [, name = ''] of String(body).matchAll(/<Key>([^<]*)</g)) this.objects.delete(name);
      return this.#answered(200, '<DeleteResult/>');
    }
    if (method === 'PUT') this.objects.set(key, Buffer.from(body as Buffer | string));
    return this.#answered(200, method === 'GET' ? (this.objects.get(key) ?? '') : '', {
      'content-length': String(this.objects.get(key)?.length ?? 0),
    });
  }

  #answered(statusCode: number, body: Buffer | string, more: Readonly<Record<string, string>> = {}): object {
    return { statusCode, headers: { ...more }, body: Readable.from([Buffer.from(body)]) };
  }

  #dateOf({ prefix = '' }: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
    const date = prefix.endsWith('/') ? this.#dates.next() : { done: true as const, value: undefined };
    return date.done === true ? {} : { date: date.value };
  }

  #list({ prefix = '', 'start-after': after = '', delimiter }: Readonly<Record<string, string>>): string {
    const written = [...this.objects.keys()].map((key) => [key, '2026-01-31T00:00:00.000Z'] as const);
    const all = [...this.#images, ...written].filter(([key]) => key.startsWith(prefix) && key > after);
    const contents = all
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(
        ([key, modified]) =>
          `<Contents><Key>${key}</Key><LastModified>${modified}</LastModified><ETag>&quot;${key}&quot;</ETag><Size>${this.objects.get(key)?.length ?? 9}</Size></Contents>`,
      );
    const entries = delimiter === undefined ? contents.join('') : '';
    return `<ListBucketResult><IsTruncated>false</IsTruncated><EncodingType>url</EncodingType>${entries}</ListBucketResult>`;
  }
}
