import type { Readable } from 'node:stream';

const KEPT_LINES = 20;

/** The last lines that a container has written. */
export class ContainerLog {
  #lines: string[] = [];
  #rest = '';

  /** Reads the stream until it ends. */
  follow(stream: Readable): void {
    stream.setEncoding('utf8');
    stream.on('data', (text: string) => this.#add(text));
    // The stream breaks off when the engine goes away; what was read until then is what there is.
    stream.on('error', () => undefined);
  }

  #add(text: string): void {
    const lines = (this.#rest + text).split('\n');
    this.#rest = lines.pop() ?? '';
    this.#lines = [...this.#lines, ...lines.filter((line) => line.trim() !== '')].slice(-KEPT_LINES);
  }

  get isEmpty(): boolean {
    return this.#lines.length === 0 && this.#rest.trim() === '';
  }

  /** For the end of an error message. */
  get tail(): string {
    const lines = [...this.#lines, this.#rest].filter((line) => line.trim() !== '');
    return lines.length === 0
      ? 'It has written nothing.'
      : `Its last lines:\n${lines.map((line) => `  ${line}`).join('\n')}`;
  }
}
