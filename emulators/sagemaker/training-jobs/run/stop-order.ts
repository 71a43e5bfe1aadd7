import type { EndStatus, JobEnd } from '../training-job-record.ts';

/** Why a job is stopped. */
export type StopCause = 'stop request' | 'maximum runtime' | 'maximum wait' | 'emulator closes';

const STOPPED_AS: Readonly<Record<StopCause, EndStatus>> = {
  'stop request': 'Stopped',
  'maximum runtime': 'MaxRuntimeExceeded',
  'maximum wait': 'MaxWaitTimeExceeded',
  'emulator closes': 'Stopped',
};

type Obey = (graceMs: number) => void;

/** The order to stop a job: whether it was given, and why. It can be given again, with another time of grace. */
export class StopOrder {
  readonly #stopGraceMs: number;
  readonly #given = new AbortController();
  readonly #obeying = new Set<Obey>();
  #cause: StopCause | undefined;

  constructor(stopGraceMs: number) {
    this.#stopGraceMs = stopGraceMs;
  }

  /** Undefined while the job is not to stop. */
  get cause(): StopCause | undefined {
    return this.#cause;
  }

  /** Aborted when the order is given for the first time. */
  get signal(): AbortSignal {
    return this.#given.signal;
  }

  /** `graceMs` is the time to save a model. The first cause counts, save for closing. */
  give(cause: StopCause, graceMs = this.#stopGraceMs): void {
    this.#cause = cause === 'emulator closes' ? cause : (this.#cause ?? cause);
    for (const obey of this.#obeying) obey(graceMs);
    this.#given.abort();
  }

  /** Waits for the work; `obey` is called whenever the order is given meanwhile. */
  async obeyedBy<T>(obey: Obey, work: Promise<T>): Promise<T> {
    this.#obeying.add(obey);
    try {
      return await work;
    } finally {
      this.#obeying.delete(obey);
    }
  }

  /** How a job ends that has a model. */
  endWithModel(): EndStatus {
    return this.#cause === undefined ? 'Completed' : STOPPED_AS[this.#cause];
  }

  /** How a job ends that was stopped and left no model. */
  endWithoutModel(): JobEnd {
    return { status: STOPPED_AS[this.#cause ?? 'stop request'] };
  }
}
