import { type FileHandle, open } from 'node:fs/promises';

/** Lines of one page: in memory until there are enough of them to be written, then a place in the file. */
export interface SpooledLines {
  readonly bytes: number;
  text: Buffer | undefined;
  startByte: number;
}

const WRITE_BYTES = 1024 * 1024;

/**
 * Lines put aside page by page in any order, on disk from the first megabyte on, so that memory does not grow with the data
 * set. Each page is read again by itself.
 */
export class RowSpool {
  readonly #path: string;
  #file: Promise<FileHandle> | undefined;
  #waiting: SpooledLines[] = [];
  #waitingBytes = 0;
  #writtenBytes = 0;
  /** All that were added. */
  lines = 0;

  /** `path` is that of a new file. */
  constructor(path: string) {
    this.#path = path;
  }

  get bytes(): number {
    return this.#writtenBytes + this.#waitingBytes;
  }

  /** Adds lines, none of which may hold a newline; several calls may be under way. */
  async add(lines: readonly string[]): Promise<SpooledLines> {
    const text = Buffer.from(lines.join('\n'));
    const spooled: SpooledLines = { bytes: text.length, text, startByte: 0 };
    this.lines += lines.length;
    this.#waiting.push(spooled);
    this.#waitingBytes += text.length;
    if (this.#waitingBytes >= WRITE_BYTES) await this.#write();
    return spooled;
  }

  async read({ text, startByte, bytes }: SpooledLines): Promise<readonly string[]> {
    if (bytes === 0) return [];
    return (text ?? (await this.#read(startByte, bytes))).toString().split('\n');
  }

  async close(): Promise<void> {
    await (await this.#file)?.close();
  }

  async #write(): Promise<void> {
    const lines = this.#waiting;
    const start = this.#writtenBytes;
    this.#writtenBytes += this.#waitingBytes;
    this.#waiting = [];
    this.#waitingBytes = 0;
    this.#file ??= open(this.#path, 'wx+');
    const file = await this.#file;
    const whole = Buffer.concat(lines.map(({ text }) => text ?? Buffer.alloc(0)));
    for (let at = 0; at < whole.length; ) {
      const { bytesWritten } = await file.write(whole, at, whole.length - at, start + at);
      at += bytesWritten;
    }
    let startByte = start;
    for (const one of lines) {
      one.startByte = startByte;
      one.text = undefined;
      startByte += one.bytes;
    }
  }

  async #read(startByte: number, bytes: number): Promise<Buffer> {
    const file = await this.#file;
    const text = Buffer.allocUnsafe(bytes);
    for (let at = 0; at < bytes; ) {
      const { bytesRead } = (await file?.read(text, at, bytes - at, startByte + at)) ?? { bytesRead: 0 };
      if (bytesRead === 0) throw new Error('the list of paths on disk is shorter than what was written');
      at += bytesRead;
    }
    return text;
  }
}
