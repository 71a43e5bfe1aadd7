import { setMaxListeners } from 'node:events';
import type { Payload } from '../language/json.ts';
import type { LineOfControl } from './line-of-control.ts';

/** Why a branch was cut short: another one failed. Its last event is what the events of the others' ends refer to. */
export class SiblingFailed extends Error {
  readonly failedEventId: number;

  constructor(failedEventId: number) {
    super('another branch has failed');
    this.name = 'SiblingFailed';
    this.failedEventId = failedEventId;
  }
}

/** Lines of control that run at once and end with the first that fails. */
export class Siblings {
  readonly signal: AbortSignal;
  readonly #outer: AbortSignal;
  readonly #stop = new AbortController();
  #lastEventId: number;
  #failure: { readonly error: unknown } | undefined;

  constructor(outer: AbortSignal, startedEventId: number) {
    this.#outer = outer;
    this.signal = AbortSignal.any([outer, this.#stop.signal]);
    // One listener for each branch that waits: Node would take more than ten for a leak.
    setMaxListeners(Number.POSITIVE_INFINITY, this.signal);
    this.#lastEventId = startedEventId;
  }

  /** The last event of the branch that ended last, or of the one that failed. */
  get lastEventId(): number {
    return this.#lastEventId;
  }

  get failure(): { readonly error: unknown } | undefined {
    return this.#failure;
  }

  /**
   * Waits for a line's end and stops the others when it is the first that fails. `record` appends the event of that end, if there is
   * one, and gives its id.
   */
  async follow(line: LineOfControl, work: Promise<Payload>, record?: RecordEnd): Promise<Payload> {
    try {
      const output = await work;
      this.#outer.throwIfAborted();
      if (this.#failure === undefined) this.#lastEventId = record?.('Succeeded', line.lastEventId) ?? line.lastEventId;
      return output;
    } catch (error) {
      if (this.#outer.aborted) throw error;
      if (this.#failure === undefined) {
        this.#failure = { error };
        this.#lastEventId = line.lastEventId;
        record?.('Failed', line.lastEventId);
        this.#stop.abort(new SiblingFailed(line.lastEventId));
      } else record?.('Aborted', this.#lastEventId);
      throw error;
    }
  }
}

type RecordEnd = (end: 'Succeeded' | 'Failed' | 'Aborted', previousEventId: number) => number;
