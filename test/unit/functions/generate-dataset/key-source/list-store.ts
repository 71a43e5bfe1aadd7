import { createHash } from 'node:crypto';
import type { S3Sender } from '../../../../../functions/generate-dataset/listing/fetch-page.ts';

type Input = Readonly<Record<string, unknown>>;

interface Command {
  readonly constructor: { readonly name: string };
  readonly input: Input;
}

/** A bucket "lists" in memory, read as S3 lets one; calls for other buckets go to another S3. */
export class ListStore {
  readonly objects = new Map<string, Buffer>();
  /** Names of the calls, with key and range. */
  readonly calls: string[] = [];
  modified = new Date();
  /** What a body is cut to, once each. */
  readonly cuts: number[] = [];
  /** Of objects that were not put in one part: no MD5. */
  eTag: string | undefined;
  readonly #others: S3Sender;

  constructor(others: S3Sender) {
    this.#others = others;
  }

  get sender(): S3Sender {
    const send = (command: Command) =>
      command.input['Bucket'] === 'lists' ? this.#send(command) : this.#others.send(command as never);
    return { send } as unknown as S3Sender;
  }

  async #send(command: Command): Promise<object> {
    const { input } = command;
    const name = command.constructor.name.replace(/Command$/, '');
    const range = input['Range'] === undefined ? '' : ` ${String(input['Range'])}`;
    this.calls.push(`${name} ${String(input['Key'] ?? input['Prefix'])}${range}`);
    return input['Key'] === undefined ? this.#list(input) : this.#get(String(input['Key']), input);
  }

  #list({ Prefix, Delimiter }: Input): object {
    const prefix = String(Prefix);
    const keys = [...this.objects.keys()].filter((key) => key.startsWith(prefix)).sort();
    const isInside = (key: string) => Delimiter === '/' && key.slice(prefix.length).includes('/');
    const folders = keys.filter(isInside).map((key) => key.slice(0, key.indexOf('/', prefix.length) + 1));
    const Contents = keys
      .filter((key) => !isInside(key))
      .map((Key) => ({ Key, Size: this.objects.get(Key)?.length, LastModified: this.modified }));
    const CommonPrefixes = [...new Set(folders)].map((folder) => ({ Prefix: encodeURIComponent(folder) }));
    return { Contents, CommonPrefixes, IsTruncated: false };
  }

  #get(key: string, { Range, IfMatch }: Input): object {
    const object = this.objects.get(key);
    if (object === undefined) throw refused('NoSuchKey', 'The specified key does not exist.', 404);
    const ETag = `"${this.eTag ?? createHash('md5').update(object).digest('hex')}"`;
    if (IfMatch !== undefined && IfMatch !== ETag) {
      throw refused('PreconditionFailed', 'At least one of the pre-conditions you specified did not hold', 412);
    }
    const [, from = '0', to = `${object.length - 1}`] = /^bytes=(\d+)-(\d+)$/.exec(String(Range)) ?? [];
    if (Number(from) >= object.length) throw refused('InvalidRange', 'The requested range is not satisfiable', 416);
    const whole = object.subarray(Number(from), Number(to) + 1);
    const body = new Uint8Array(whole.subarray(0, this.cuts.shift()));
    const Body = {
      transformToString: async () => Buffer.from(body).toString(),
      transformToWebStream: () => new Response(body).body,
    };
    return { Body, ETag, ContentRange: `bytes ${from}-${to}/${object.length}` };
  }
}

function refused(name: string, message: string, httpStatusCode: number): Error {
  return Object.assign(new Error(message), { name, $metadata: { httpStatusCode } });
}
