import { createHash } from 'node:crypto';
import type { S3Sender } from '../../../../../functions/generate-dataset/listing/fetch-page.ts';

type Input = Readonly<Record<string, unknown>>;

interface Command {
  readonly constructor: { readonly name: string };
  readonly input: Input;
}

/** A bucket in memory with what the steps of a fan-out call; images have a size and an ETag and no bytes. */
export class BucketS3 {
  readonly objects = new Map<string, Buffer>();
  readonly uploads = new Map<string, Buffer[]>();
  readonly calls: string[] = [];
  /** An error instead of the answer to a call. */
  failure: (name: string, key: string) => Error | undefined = () => undefined;
  storageClass: (key: string) => string = () => 'STANDARD';
  /** Awaited before a call is answered. */
  before: ((name: string, key: string) => Promise<void>) | undefined;
  /** Keys that DeleteObjects answers with an error. */
  undeletable: (key: string) => boolean = () => false;
  /** What time it is for objects that are written. */
  now: () => Date = () => new Date();
  readonly #written = new Map<string, Date>();
  readonly #images: Map<string, { readonly size: number; readonly eTag: string }>;
  #imageKeys: readonly SortedKey[];
  readonly #pageSize: number;

  /** `contents`: texts of which two images with the same are one picture, by key. */
  constructor(contents: ReadonlyMap<string, string>, pageSize: number) {
    this.#images = new Map(
      [...contents].map(([key, content]) => [key, { size: content.length, eTag: md5(Buffer.from(content)) }]),
    );
    this.#imageKeys = sorted([...contents.keys()]);
    this.#pageSize = pageSize;
  }

  addImage(key: string, content: string): void {
    this.#images.set(key, { size: content.length, eTag: md5(Buffer.from(content)) });
    this.#imageKeys = sorted([...this.#images.keys()]);
  }

  get sender(): S3Sender {
    return { send: (command: Command) => this.#send(command) } as unknown as S3Sender;
  }

  text(key: string): string | undefined {
    return this.objects.get(key)?.toString();
  }

  async #send(command: Command): Promise<object> {
    const { input } = command;
    const name = command.constructor.name.replace(/Command$/, '');
    this.calls.push(name);
    const key = String(input['Key'] ?? input['Prefix']);
    await this.before?.(name, key);
    const failure = this.failure(name, key);
    if (failure !== undefined) throw failure;
    switch (name) {
      case 'ListObjectsV2':
        return this.#list(input);
      case 'GetObject':
        return bodyOf(ranged(this.#object(key), input['Range']));
      case 'HeadObject':
        return { ContentLength: this.#object(key).length };
      case 'DeleteObjects':
        return this.#delete(input);
      default:
        return this.#write(name, key, input);
    }
  }

  #object(key: string): Buffer {
    const found = this.objects.get(key);
    if (found === undefined) throw Object.assign(new Error(`there is no ${key}`), { name: 'NoSuchKey' });
    return found;
  }

  #list({ Prefix, StartAfter = '', ContinuationToken = '', Delimiter, MaxKeys, EncodingType }: Input): object {
    const prefix = String(Prefix);
    const after = Buffer.from(String(ContinuationToken === '' ? StartAfter : ContinuationToken));
    const written = [...this.objects.keys()].filter((key) => key.startsWith(prefix));
    const all = written.length === 0 ? this.#imageKeys : sorted([...this.#images.keys(), ...written]);
    const keys = all
      .filter(({ key, bytes }) => key.startsWith(prefix) && Buffer.compare(bytes, after) > 0)
      .map(({ key }) => key);
    if (Delimiter !== undefined) return foldersOf(prefix, keys);
    const page = keys.slice(0, Number(MaxKeys ?? this.#pageSize));
    const Contents = page.map((key) => {
      const image = this.#images.get(key);
      return {
        Key: EncodingType === 'url' ? encodeURIComponent(key) : key,
        Size: image?.size ?? this.#object(key).length,
        ETag: `"${image?.eTag ?? ''}"`,
        StorageClass: this.storageClass(key),
        ...(this.#written.has(key) ? { LastModified: this.#written.get(key) } : {}),
      };
    });
    const IsTruncated = page.length < keys.length;
    return { EncodingType, Contents, IsTruncated, ...(IsTruncated ? { NextContinuationToken: page.at(-1) } : {}) };
  }

  #delete({ Delete }: Input): object {
    const { Objects } = Delete as { readonly Objects: readonly { readonly Key: string }[] };
    // "DeleteObjects": at most 1,000 keys.
    if (Objects.length > 1000) throw Object.assign(new Error('The XML you provided'), { name: 'MalformedXML' });
    const kept = Objects.map(({ Key }) => Key).filter(this.undeletable);
    for (const { Key } of Objects) if (!kept.includes(Key)) this.objects.delete(Key);
    // As S3 does it: what cannot be deleted does not keep it from deleting the rest.
    return { Errors: kept.map((Key) => ({ Key, Code: 'AccessDenied', Message: 'Access Denied' })) };
  }

  #write(name: string, key: string, input: Input): object {
    // A copy: the sender may use its buffer again.
    const body = Buffer.from((input['Body'] ?? '') as Buffer);
    switch (name) {
      case 'PutObject':
        if (input['IfNoneMatch'] === '*' && this.objects.has(key)) {
          const message = 'At least one of the pre-conditions you specified did not hold';
          throw Object.assign(new Error(message), { name: 'PreconditionFailed' });
        }
        this.objects.set(key, body);
        this.#written.set(key, this.now());
        return {};
      case 'CreateMultipartUpload':
        this.uploads.set(key, []);
        return { UploadId: key };
      case 'UploadPart':
        return { ETag: this.#addPart(key, body) };
      case 'UploadPartCopy': {
        const source = decodeURIComponent(String(input['CopySource'])).slice('b/'.length);
        return { CopyPartResult: { ETag: this.#addPart(key, ranged(this.#object(source), input['CopySourceRange'])) } };
      }
      case 'CopyObject':
        this.objects.set(key, this.#object(decodeURIComponent(String(input['CopySource'])).slice('b/'.length)));
        return {};
      case 'CompleteMultipartUpload':
        this.objects.set(key, Buffer.concat(this.uploads.get(key) ?? []));
        this.uploads.delete(key);
        return {};
      case 'AbortMultipartUpload':
        this.uploads.delete(key);
        return {};
      default:
        throw new Error(`${name} is not among the function's permissions`);
    }
  }

  #addPart(key: string, body: Buffer): string {
    this.uploads.get(key)?.push(body);
    return md5(body);
  }
}

interface SortedKey {
  readonly key: string;
  readonly bytes: Buffer;
}

function sorted(keys: readonly string[]): SortedKey[] {
  const all = keys.map((key) => ({ key, bytes: Buffer.from(key) }));
  return all.sort((one, other) => Buffer.compare(one.bytes, other.bytes));
}

function md5(body: Buffer): string {
  return createHash('md5').update(body).digest('hex');
}

function ranged(body: Buffer, range: unknown): Buffer {
  const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(String(range)) ?? [];
  return from === undefined ? body : body.subarray(Number(from), Number(to) + 1);
}

function bodyOf(body: Buffer): object {
  const Body = {
    transformToString: async () => body.toString(),
    transformToByteArray: async () => new Uint8Array(body),
    transformToWebStream: () => new Response(new Uint8Array(body)).body,
  };
  return { Body, ETag: `"${md5(body)}"` };
}

function foldersOf(prefix: string, keys: readonly string[]): object {
  const paths = keys.map((key) => key.slice(prefix.length)).filter((path) => path.includes('/'));
  const names = new Set(paths.map((path) => path.slice(0, path.indexOf('/') + 1)));
  return {
    EncodingType: 'url',
    CommonPrefixes: [...names].map((name) => ({ Prefix: encodeURIComponent(prefix + name) })),
    IsTruncated: false,
  };
}
