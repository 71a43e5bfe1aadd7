/** What this process writes until it is disposed of; it is no terminal meanwhile. One at a time. */
export class CapturedOutput implements Disposable {
  readonly #texts = { stdout: '', stderr: '' };
  readonly #restore: (() => void)[] = [];

  constructor() {
    for (const name of ['stdout', 'stderr'] as const) {
      const stream = process[name];
      const { write, isTTY } = stream;
      Object.assign(stream, { isTTY: false, write: (text: string | Uint8Array) => this.#take(name, text) });
      this.#restore.push(() => Object.assign(stream, { isTTY, write }));
    }
  }

  get stdout(): string {
    return this.#texts.stdout;
  }

  get stderr(): string {
    return this.#texts.stderr;
  }

  [Symbol.dispose](): void {
    for (const restore of this.#restore.splice(0)) restore();
  }

  #take(name: 'stdout' | 'stderr', text: string | Uint8Array): boolean {
    this.#texts[name] += typeof text === 'string' ? text : Buffer.from(text).toString('utf8');
    return true;
  }
}
