import { createHash } from 'node:crypto';
import type { S3Sender } from '../../../../functions/generate-dataset/dataset-listing.ts';

export interface FakeS3Options {
  readonly pageSize?: number;
  /** Order in which keys are listed; S3's own is by UTF-8 bytes. */
  readonly order?: (keys: string[]) => string[];
  /** Thrown by the call with this command name and number (from 1). */
  readonly failOn?: { readonly command: string; readonly call: number };
}

interface Command {
  readonly constructor: { readonly name: string };
  readonly input: Record<string, unknown>;
}

/** An S3 client's `send` over a map of keys and sizes; written objects are kept as text. */
export class FakeS3 {
  readonly written = new Map<string, string>();
  readonly calls: string[] = [];
  readonly uploads = new Map<string, Map<number, Buffer>>();
  readonly #sizes: ReadonlyMap<string, number>;
  readonly #options: FakeS3Options;

  constructor(keys: Iterable<string | readonly [string, number]>, options: FakeS3Options = {}) {
    this.#sizes = new Map([...keys].map((entry) => (typeof entry === 'string' ? [entry, 1000] : entry)));
    this.#options = options;
  }

  get sender(): S3Sender {
    return { send: (command: Command) => this.#send(command) } as unknown as S3Sender;
  }

  async #send(command: Command): Promise<object> {
    const { input } = command;
    const name = command.constructor.name.replace(/Command$/, '');
    this.calls.push(name);
    const { failOn } = this.#options;
    if (failOn?.command === name && this.calls.filter((call) => call === name).length === failOn.call) {
      throw Object.assign(new Error('Please reduce your request rate.'), { name: 'SlowDown' });
    }
    if (name === 'ListObjectsV2') return this.#list(String(input['Prefix']), input['ContinuationToken']);
    return this.#write(name, String(input['Key']), input);
  }

  #list(prefix: string, token: unknown): object {
    const bytes = (key: string) => Buffer.from(key);
    const order = this.#options.order ?? ((keys) => keys.sort((a, b) => Buffer.compare(bytes(a), bytes(b))));
    const keys = order([...this.#sizes.keys()].filter((key) => key.startsWith(prefix)));
    const start = Number(token ?? 0);
    const end = start + (this.#options.pageSize ?? 1000);
    const Contents = keys.slice(start, end).map((key) => ({ Key: asSent(key), Size: this.#sizes.get(key) }));
    if (end >= keys.length) return { EncodingType: 'url', Contents, IsTruncated: false };
    return { EncodingType: 'url', Contents, IsTruncated: true, NextContinuationToken: String(end) };
  }

  #write(name: string, key: string, input: Record<string, unknown>): object {
    // A copy: the sender may use its buffer again.
    const body = Buffer.from((input['Body'] ?? '') as Buffer);
    const ETag = createHash('md5').update(body).digest('hex');
    const parts = this.uploads.get(key);
    switch (name) {
      case 'PutObject':
        this.written.set(key, body.toString());
        return { ETag };
      case 'CreateMultipartUpload':
        this.uploads.set(key, new Map());
        return { UploadId: 'upload-1' };
      case 'UploadPart':
        parts?.set(Number(input['PartNumber']), body);
        return { ETag };
      case 'CompleteMultipartUpload':
        this.written.set(key, Buffer.concat([...(parts ?? []).values()]).toString());
        this.uploads.delete(key);
        return { ETag };
      case 'AbortMultipartUpload':
        this.uploads.delete(key);
        return {};
      default:
        throw new Error(`the function called ${name}, for which it has no permission`);
    }
  }
}

/** As S3 encodes keys on request: a space as a plus sign. */
function asSent(key: string): string {
  return encodeURIComponent(key).replaceAll('%2F', '/').replaceAll('%20', '+');
}
