import type { S3Sender } from '../../../../../functions/generate-dataset/listing/fetch-page.ts';

interface Get {
  readonly constructor: { readonly name: string };
  readonly input: { readonly Key: string; readonly Range: string; readonly Prefix?: string };
}

/** Objects that are read by ranges; every read is noted, as `key first-last`. */
export class RangedS3 {
  readonly reads: string[] = [];
  /** Deleted since it was listed. */
  readonly deleted = new Set<string>();
  readonly #objects: ReadonlyMap<string, Buffer | Error>;

  constructor(objects: Iterable<readonly [string, Buffer | Error]>) {
    this.#objects = new Map(objects);
  }

  get sender(): S3Sender {
    return { send: (command: Get) => this.#send(command) } as unknown as S3Sender;
  }

  async #send(command: Get): Promise<object> {
    const { name } = command.constructor;
    if (name === 'ListObjectsV2Command') return this.#list(command.input.Prefix ?? '');
    if (name !== 'GetObjectCommand') throw new Error(`${name} is not meant to be called`);
    const { Key, Range } = command.input;
    this.reads.push(`${Key} ${Range.replace('bytes=', '')}`);
    const object = this.#objects.get(Key);
    if (object === undefined)
      throw Object.assign(new Error('The specified key does not exist.'), { name: 'NoSuchKey' });
    if (object instanceof Error) throw object;
    const [first = 0, last = 0] = Range.replace('bytes=', '').split('-').map(Number);
    const part = object.subarray(first, last + 1);
    return { Body: { transformToByteArray: async () => new Uint8Array(part) } };
  }

  #list(prefix: string): object {
    const keys = [...this.#objects.keys()].filter((key) => key.startsWith(prefix) && !this.deleted.has(key));
    return { Contents: keys.sort().map((Key) => ({ Key })) };
  }
}
