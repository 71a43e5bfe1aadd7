import { createHash } from 'node:crypto';
import type { S3Sender } from '../../../../functions/generate-dataset/listing/fetch-page.ts';

export interface FakeS3Options {
  readonly pageSize?: number;
  /** Order in which keys are listed; S3's own is by UTF-8 bytes. */
  readonly order?: (keys: string[]) => string[];
  /** By key, without quotes. */
  readonly eTags?: Readonly<Record<string, string>>;
  /** Objects that are read, as bytes; keys and sizes are listed. */
  readonly files?: Readonly<Record<string, Buffer>>;
  /** Fails the call with this command name and number (from 1) as SlowDown. */
  readonly failOn?: { readonly command: string; readonly call: number };
  /** Refuses any page of this prefix but the first one as AccessDenied. */
  readonly deniedAfterFirst?: string;
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
    if (name === 'ListObjectsV2') return this.#list(input);
    if (name === 'GetObject') return this.#get(String(input['Key']), input);
    if (name === 'CopyObject') return this.#copy(String(input['CopySource']), String(input['Key']));
    return this.#write(name, String(input['Key']), input);
  }

  #list({ Prefix, ContinuationToken, StartAfter, Delimiter }: Record<string, unknown>): object {
    const prefix = String(Prefix);
    if (prefix === this.#options.deniedAfterFirst && StartAfter !== undefined) {
      throw Object.assign(new Error('Access Denied'), { name: 'AccessDenied' });
    }
    const keys = this.#ordered(this.#allKeys().filter((key) => key.startsWith(prefix)));
    if (Delimiter === '/') return folderList(prefix, keys);
    const after = StartAfter === undefined ? undefined : Buffer.from(String(StartAfter));
    const left = after === undefined ? keys : keys.filter((key) => Buffer.compare(Buffer.from(key), after) > 0);
    const start = Number(ContinuationToken ?? 0);
    const end = start + (this.#options.pageSize ?? 1000);
    const Contents = left.slice(start, end).map((key) => this.#entry(key));
    if (end >= left.length) return { EncodingType: 'url', Contents, IsTruncated: false };
    return { EncodingType: 'url', Contents, IsTruncated: true, NextContinuationToken: String(end) };
  }

  #allKeys(): string[] {
    return [...new Set([...this.#sizes.keys(), ...this.written.keys(), ...Object.keys(this.#options.files ?? {})])];
  }

  /** Every image is another picture, unless the options say otherwise. */
  #entry(key: string): object {
    const ETag = `"${this.#options.eTags?.[key] ?? createHash('md5').update(key).digest('hex')}"`;
    return { Key: asSent(key), Size: this.#sizes.get(key) ?? this.#bytesOf(key)?.length, ETag };
  }

  #bytesOf(key: string): Buffer | undefined {
    const text = this.written.get(key);
    return text === undefined ? this.#options.files?.[key] : Buffer.from(text);
  }

  #get(key: string, { Range }: Record<string, unknown>): object {
    const whole = this.#bytesOf(key);
    if (whole === undefined) throw Object.assign(new Error('Access Denied'), { name: 'AccessDenied' });
    const [, from = 0, to = whole.length - 1] = (/^bytes=(\d+)-(\d+)$/.exec(String(Range)) ?? []).map(Number);
    const bytes = whole.subarray(from, to + 1);
    const Body = {
      transformToString: async () => bytes.toString(),
      transformToByteArray: async () => new Uint8Array(bytes),
      transformToWebStream: () => new Response(new Uint8Array(bytes)).body,
    };
    return { Body, ETag: `"${createHash('md5').update(whole).digest('hex')}"` };
  }

  #copy(source: string, key: string): object {
    const [, from = ''] = /^[^/]+\/(.*)$/.exec(decodeURIComponent(source)) ?? [];
    const text = this.written.get(from);
    if (text === undefined) throw Object.assign(new Error('Access Denied'), { name: 'AccessDenied' });
    this.written.set(key, text);
    return {};
  }

  /** 412 where the object is not what the writer takes it for. */
  #checkConditions(key: string, { IfMatch, IfNoneMatch }: Record<string, unknown>): void {
    const text = this.written.get(key);
    const eTag = text === undefined ? undefined : `"${createHash('md5').update(text).digest('hex')}"`;
    const isMet = (IfMatch === undefined || IfMatch === eTag) && (IfNoneMatch === undefined || eTag === undefined);
    const message = 'At least one of the pre-conditions you specified did not hold';
    if (!isMet) throw Object.assign(new Error(message), { name: 'PreconditionFailed' });
  }

  #ordered(keys: string[]): string[] {
    const bytes = (key: string) => Buffer.from(key);
    return (this.#options.order ?? ((all) => all.sort((a, b) => Buffer.compare(bytes(a), bytes(b)))))(keys);
  }

  #write(name: string, key: string, input: Record<string, unknown>): object {
    // A copy: the sender may use its buffer again.
    const body = Buffer.from((input['Body'] ?? '') as Buffer);
    const ETag = createHash('md5').update(body).digest('hex');
    const parts = this.uploads.get(key);
    switch (name) {
      case 'PutObject':
        this.#checkConditions(key, input);
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

function folderList(prefix: string, keys: readonly string[]): object {
  const inside = keys.map((key) => key.slice(prefix.length)).filter((path) => path.includes('/'));
  const folders = new Set(inside.map((path) => path.slice(0, path.indexOf('/') + 1)));
  const CommonPrefixes = [...folders].map((folder) => ({ Prefix: asSent(prefix + folder) }));
  return { EncodingType: 'url', CommonPrefixes, IsTruncated: false };
}

/** As S3 encodes keys on request: a space as a plus sign. */
function asSent(key: string): string {
  return encodeURIComponent(key).replaceAll('%2F', '/').replaceAll('%20', '+');
}
