import { setImmediate } from 'node:timers/promises';

const TURN_MS = 50;

/** Lets others have their turn in the middle of long work. */
export class Pauses {
  #sinceMs = performance.now();
  /** One for all who share the work: each one's own would give each of them a turn in a row. */
  #underWay: Promise<void> | undefined;

  /** To be awaited between two steps of the work; it only pauses when enough time has passed. */
  async whenDue(): Promise<void> {
    if (performance.now() - this.#sinceMs >= TURN_MS) await this.now();
  }

  /** To be awaited before a step that takes long by itself. */
  now(): Promise<void> {
    this.#underWay ??= setImmediate().then(() => {
      this.#sinceMs = performance.now();
      this.#underWay = undefined;
    });
    return this.#underWay;
  }
}
