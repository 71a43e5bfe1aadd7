import { PathSyntaxError } from './json-path-tokens.ts';

const CONTROLS: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

/** Reads a path or a function call from left to right. */
export class TextCursor {
  readonly text: string;
  at: number;

  constructor(text: string, at = 0) {
    this.text = text;
    this.at = at;
  }

  get done(): boolean {
    return this.at >= this.text.length;
  }

  peek(length = 1): string {
    return this.text.slice(this.at, this.at + length);
  }

  skipSpaces(): void {
    while (/\s/.test(this.peek())) this.at += 1;
  }

  /** Takes `token` if it is next. */
  take(token: string): boolean {
    if (!this.text.startsWith(token, this.at)) return false;
    this.at += token.length;
    return true;
  }

  expect(token: string): void {
    if (!this.take(token)) throw this.error(`expected ${token}`);
  }

  /** Takes what the sticky expression matches here, if anything. */
  match(expression: RegExp): string | undefined {
    const sticky = new RegExp(expression.source, `${expression.flags.replace('y', '')}y`);
    sticky.lastIndex = this.at;
    const found = sticky.exec(this.text)?.[0];
    if (found === undefined) return undefined;
    this.at += found.length;
    return found;
  }

  /** A string in single or double quotes, with the escapes of Java; a backslash takes any other character as it is. */
  quoted(): string {
    const quote = this.peek();
    if (quote !== "'" && quote !== '"') throw this.error('expected a quoted string');
    this.at += 1;
    let value = '';
    for (;;) {
      if (this.done) throw this.error(`expected ${quote}`);
      const char = this.peek();
      this.at += 1;
      if (char === quote) return value;
      value += char === '\\' ? this.#escaped() : char;
    }
  }

  /** What an escape stands for, after its backslash. */
  #escaped(): string {
    const code = this.match(/u[0-9a-fA-F]{4}/);
    if (code !== undefined) return String.fromCharCode(Number.parseInt(code.slice(1), 16));
    const char = this.peek();
    this.at += 1;
    return CONTROLS[char] ?? char;
  }

  error(expected: string): PathSyntaxError {
    return new PathSyntaxError(this.text, this.at, expected);
  }
}
