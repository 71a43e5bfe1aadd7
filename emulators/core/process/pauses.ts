import { setImmediate } from 'node:timers/promises';

const TURN_MS = 50;

/** Lets others have their turn in the middle of long work. */
export class Pauses {
  #sinceMs = performance.now();

  /** To be awaited between two steps of the work; it only pauses when enough time has passed. */
  async whenDue(): Promise<void> {
    if (performance.now() - this.#sinceMs < TURN_MS) return;
    await setImmediate();
    this.#sinceMs = performance.now();
  }
}
