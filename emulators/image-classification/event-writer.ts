import { once } from 'node:events';
import type { Writable } from 'node:stream';
import type { TrainingEvent } from './protocol.ts';

/** Writes events as JSON lines to a pipe. */
export class EventWriter {
  readonly #output: Writable;

  constructor(output: Writable) {
    this.#output = output;
  }

  write(event: TrainingEvent): void {
    this.#output.write(`${JSON.stringify(event)}\n`);
  }

  /** Resolves when the reader has kept up; await it between pieces of work so that unread events do not pile up. */
  async ready(): Promise<void> {
    if (this.#output.writableNeedDrain) await once(this.#output, 'drain');
  }

  /** Resolves when everything written has been handed to the pipe. */
  flush(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#output.write('', (error) => (error ? reject(error) : resolve()));
    });
  }
}
