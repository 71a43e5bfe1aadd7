import { AwsError } from '../../core/wire/aws-error.ts';
import { invalidArgument } from '../wire/s3-errors.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/RESTObjectPOST.html: form data beside the file is at most 20 KB. */
const MAX_FIELD_BYTES = 20 * 1024;
const LINE_END = Buffer.from('\r\n');
const HEAD_END = Buffer.from('\r\n\r\n');

export interface PostedForm {
  /** By name in lower case; what comes behind the file is ignored, as S3 does. */
  readonly fields: ReadonlyMap<string, string>;
  readonly fileName: string;
  /** The file's bytes as they arrive. */
  readonly file: AsyncGenerator<Buffer, void, undefined>;
}

/** Reads a form of multipart/form-data (RFC 7578) up to its file. */
export async function readForm(chunks: AsyncIterator<Buffer>, contentType: string): Promise<PostedForm> {
  const [, quoted, plain] = /;\s*boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType) ?? [];
  const boundary = quoted ?? plain;
  if (boundary === undefined) throw malformedForm();
  const reader = new FormReader(chunks, Buffer.from(`\r\n--${boundary}`, 'latin1'));
  return reader.read();
}

class FormReader {
  readonly #chunks: AsyncIterator<Buffer>;
  readonly #delimiter: Buffer;
  /** The first delimiter of a form has no line before it. */
  #buffer: Buffer = LINE_END;
  #fieldBytes = 0;

  constructor(chunks: AsyncIterator<Buffer>, delimiter: Buffer) {
    this.#chunks = chunks;
    this.#delimiter = delimiter;
  }

  async read(): Promise<PostedForm> {
    const fields = new Map<string, string>();
    await this.#until(this.#delimiter);
    for (;;) {
      const line = (await this.#until(LINE_END)).toString('latin1').trim();
      if (line === '--') throw invalidArgument('POST requires exactly one file upload per request.', 'file', '0');
      if (line !== '') throw malformedForm();
      const head = (await this.#headers()).toString('utf8');
      const name = parameterOf(head, 'name') ?? '';
      if (name.toLowerCase() === 'file') {
        return { fields, fileName: parameterOf(head, 'filename') ?? '', file: this.#file() };
      }
      fields.set(name.toLowerCase(), (await this.#until(this.#delimiter)).toString('utf8'));
    }
  }

  /** Headers of a part, which may be none. */
  async #headers(): Promise<Buffer> {
    this.#buffer = Buffer.concat([LINE_END, this.#buffer]);
    return this.#until(HEAD_END);
  }

  async #until(end: Buffer): Promise<Buffer> {
    for (;;) {
      const at = this.#buffer.indexOf(end);
      if (at >= 0) {
        this.#count(at);
        const found = this.#buffer.subarray(0, at);
        this.#buffer = this.#buffer.subarray(at + end.length);
        return found;
      }
      if (this.#buffer.length > MAX_FIELD_BYTES) throw tooLarge();
      this.#buffer = Buffer.concat([this.#buffer, await this.#next()]);
    }
  }

  #count(bytes: number): void {
    this.#fieldBytes += bytes;
    if (this.#fieldBytes > MAX_FIELD_BYTES) throw tooLarge();
  }

  async #next(): Promise<Buffer> {
    const { value, done } = await this.#chunks.next();
    if (done === true) throw malformedForm();
    return value;
  }

  async *#file(): AsyncGenerator<Buffer, void, undefined> {
    for (;;) {
      const at = this.#buffer.indexOf(this.#delimiter);
      if (at >= 0) {
        if (at > 0) yield this.#buffer.subarray(0, at);
        break;
      }
      // The delimiter may have begun at the end of what has arrived.
      const safe = Math.max(0, this.#buffer.length - this.#delimiter.length + 1);
      if (safe > 0) yield this.#buffer.subarray(0, safe);
      this.#buffer = Buffer.concat([this.#buffer.subarray(safe), await this.#next()]);
    }
    for (let rest = await this.#chunks.next(); rest.done !== true; rest = await this.#chunks.next());
  }
}

function parameterOf(head: string, name: string): string | undefined {
  const disposition = /^content-disposition:(.*)$/im.exec(head)?.[1] ?? '';
  const [, quoted, plain] =
    new RegExp(`;\\s*${name}=(?:"((?:[^"\\\\]|\\\\.)*)"|([^;\\s]+))`, 'i').exec(disposition) ?? [];
  return quoted?.replaceAll(/\\(["\\])/g, '$1') ?? plain;
}

function malformedForm(): AwsError {
  return new AwsError(
    'MalformedPOSTRequest',
    400,
    'The body of your POST request is not well-formed multipart/form-data.',
  );
}

function tooLarge(): AwsError {
  return new AwsError(
    'MaxPostPreDataLengthExceeded',
    400,
    'Your POST request fields preceding the upload file were too large.',
  );
}
