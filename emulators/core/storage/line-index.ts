import { statSync } from 'node:fs';
import { linesForward } from './line-file.ts';

/** Where a line is, without its newline. */
export interface LinePlace {
  readonly offset: number;
  readonly length: number;
}

/** Where the whole lines of a file are that only grows: what was found before is not looked for again. */
export class LineIndex {
  readonly #path: string;
  /** Behind each line's newline. */
  #ends: number[] = [];

  constructor(path: string) {
    this.#path = path;
  }

  /** Finds the lines that there are now, and gives their number; a file that is not there has none. */
  update(): number {
    const size = statSync(this.#path, { throwIfNoEntry: false })?.size ?? 0;
    // What was cut off at its end may have been replaced by something else.
    if (size < this.#end()) this.#ends = [];
    if (size > this.#end()) {
      for (const { length } of linesForward(this.#path, this.#end())) this.#ends.push(this.#end() + length + 1);
    }
    return this.#ends.length;
  }

  /** Of a line that was found, from 0. */
  placeOf(line: number): LinePlace {
    const offset = line === 0 ? 0 : (this.#ends[line - 1] ?? 0);
    return { offset, length: Math.max(0, (this.#ends[line] ?? 0) - offset - 1) };
  }

  #end(): number {
    return this.#ends.at(-1) ?? 0;
  }
}
