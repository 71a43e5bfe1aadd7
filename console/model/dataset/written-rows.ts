/** A row of a `.lst` file as it is written: of several labels where an image may be of several classes. */
export interface WrittenRow {
  readonly index: string;
  readonly labels: readonly string[];
  /** Below the channel's prefix. */
  readonly path: string;
}

/** Reads a `.lst` file part by part; a part may end anywhere, in the middle of a letter too. */
export class LstFile {
  readonly #decoder = new TextDecoder();
  #rest = '';
  #rows: readonly WrittenRow[] = [];

  /** All rows that were read so far. */
  get rows(): readonly WrittenRow[] {
    return this.#rows;
  }

  take(bytes: Uint8Array, isLast: boolean): void {
    const lines = (this.#rest + this.#decoder.decode(bytes, { stream: !isLast })).split('\n');
    this.#rest = isLast ? '' : (lines.pop() ?? '');
    this.#rows = [...this.#rows, ...lines.filter((line) => line !== '').map(rowIn)];
  }
}

function rowIn(line: string): WrittenRow {
  const [index = '', ...others] = line.split('\t');
  return { index, labels: others.slice(0, -1), path: others.at(-1) ?? '' };
}
