const NEWLINE = 10;

/** Cuts a stream of bytes into lines; `end` gives the last one if it had no line break. */
export class LineSplitter {
  readonly #onLine: (line: string) => void;
  #chunks: Buffer[] = [];

  constructor(onLine: (line: string) => void) {
    this.#onLine = onLine;
  }

  write(chunk: Buffer): void {
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
      this.#chunks.push(chunk.subarray(start, end));
      this.end();
      start = end + 1;
    }
    if (start < chunk.length) this.#chunks.push(chunk.subarray(start));
  }

  end(): void {
    const line = Buffer.concat(this.#chunks).toString('utf8');
    this.#chunks = [];
    if (line !== '') this.#onLine(line);
  }
}
