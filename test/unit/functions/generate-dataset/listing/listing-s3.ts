import type { ListObjectsV2CommandInput } from '@aws-sdk/client-s3';
import type { S3Sender } from '../../../../../functions/generate-dataset/listing/fetch-page.ts';

export interface ListingS3Options {
  readonly pageSize: number;
  /** Turns of the event loop that the request with this number takes: answers overtake each other. Infinite: no answer. */
  readonly turns?: (request: number) => number;
  /** The first page has no keys and a token for the next one. */
  readonly emptyFirst?: boolean;
  /** Keys after this one are deleted when the page that ends with it was given. */
  readonly goneAfter?: string | undefined;
  /** An error instead of the answer to a request. */
  readonly failure?: (request: number, input: ListObjectsV2CommandInput) => Error | undefined;
}

/** ListObjectsV2 over an array of keys in S3's order, whose answers take turns of the event loop. */
export class ListingS3 {
  readonly requests: ListObjectsV2CommandInput[] = [];
  /** All keys in S3's order. */
  readonly sorted: readonly string[];
  readonly #options: ListingS3Options;

  constructor(keys: readonly string[], options: ListingS3Options) {
    const bytes = keys.map((key) => Buffer.from(key)).sort(Buffer.compare);
    this.sorted = bytes.map(String);
    this.#options = options;
  }

  get sender(): S3Sender {
    const send = ({ input }: { input: ListObjectsV2CommandInput }, options?: { abortSignal?: AbortSignal }) =>
      this.#send(input, options?.abortSignal);
    return { send } as unknown as S3Sender;
  }

  async #send(input: ListObjectsV2CommandInput, abortSignal: AbortSignal | undefined): Promise<object> {
    this.requests.push(input);
    const number = this.requests.length;
    const turns = this.#options.turns?.(number) ?? 0;
    if (turns === Number.POSITIVE_INFINITY) return untilAborted(abortSignal);
    for (let turn = turns; turn > 0; turn -= 1) await new Promise(setImmediate);
    const failure = this.#options.failure?.(number, input);
    if (failure !== undefined) throw failure;
    return input.Delimiter === undefined ? this.#page(input) : this.#folders(input.Prefix ?? '');
  }

  #page({ Prefix = '', StartAfter = '', ContinuationToken }: ListObjectsV2CommandInput): object {
    const { emptyFirst, goneAfter } = this.#options;
    const isFirst = StartAfter === '' && ContinuationToken === undefined;
    if (emptyFirst === true && isFirst) return { IsTruncated: true, NextContinuationToken: 'after ' };
    const start = ContinuationToken?.slice('after '.length) ?? StartAfter;
    if (start !== '' && start === goneAfter) return { IsTruncated: false };
    const after = Buffer.from(start);
    const page: string[] = [];
    let isTruncated = false;
    for (let index = this.#indexAfter(after); index < this.sorted.length; index += 1) {
      const key = this.sorted[index] ?? '';
      if (!key.startsWith(Prefix)) continue;
      isTruncated = page.length === this.#options.pageSize;
      if (isTruncated) break;
      page.push(key);
    }
    const Contents = page.map((key) => ({ Key: encodeURIComponent(key), Size: key.length }));
    const next = isTruncated ? { NextContinuationToken: `after ${page.at(-1)}` } : {};
    return { EncodingType: 'url', Contents, IsTruncated: isTruncated, ...next };
  }

  #indexAfter(after: Buffer): number {
    let low = 0;
    let high = this.sorted.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (Buffer.compare(Buffer.from(this.sorted[middle] ?? ''), after) > 0) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  #folders(prefix: string): object {
    const paths = this.sorted.filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length));
    const names = new Set(paths.filter((path) => path.includes('/')).map((path) => path.split('/')[0]));
    return {
      EncodingType: 'url',
      CommonPrefixes: [...names].map((name) => ({ Prefix: encodeURIComponent(`${prefix}${name}/`) })),
      IsTruncated: false,
    };
  }
}

function untilAborted(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_, reject) => {
    signal?.addEventListener('abort', () => reject(Object.assign(new Error('aborted'), { name: 'AbortError' })));
  });
}
