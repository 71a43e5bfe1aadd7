import { setImmediate } from 'node:timers/promises';

const TURN_MS = 50;

/** Lets others have their turn in the middle of long work. */
export class Pauses {
  #sinceMs = performance.now();

  /** To be awaited between two steps of the work; it only pauses when enough time has passed. */
  async whenDue(): Promise<void> {
    if (performance.now() - this.#sinceMs >= TURN_MS) await this.now();
  }

  /** To be awaited before a step that takes long by itself. */
  async now(): Promise<void> {
    await setImmediate();
    this.#sinceMs = performance.now();
  }
}
