import type { CreateTrainingJobRequest } from '@aws-sdk/client-sagemaker';

/** Node's timers take at most 2^31-1 ms, a little less than the 28 days that a job may ask for. */
const MAX_TIMER_MS = 2 ** 31 - 1;
const DEFAULT_MAX_RUNTIME_SECONDS = 86_400;

/** A job's two times: MaxRuntimeInSeconds counts while it runs, MaxWaitTimeInSeconds from its creation on. */
export class RunLimits {
  readonly #maxRuntimeMs: number;
  readonly #maxWaitMs: number | undefined;
  #ranMs = 0;

  constructor({ StoppingCondition: condition }: Pick<CreateTrainingJobRequest, 'StoppingCondition'>) {
    this.#maxRuntimeMs = (condition?.MaxRuntimeInSeconds ?? DEFAULT_MAX_RUNTIME_SECONDS) * 1000;
    const wait = condition?.MaxWaitTimeInSeconds;
    this.#maxWaitMs = wait === undefined ? undefined : wait * 1000;
  }

  /** Waits for the work; `exceeded` is called when the job has run for too long, in this and its earlier attempts. */
  async whileRunning<T>(exceeded: () => void, work: Promise<T>): Promise<T> {
    const startMs = Date.now();
    const timer = setTimeout(exceeded, Math.min(this.#maxRuntimeMs - this.#ranMs, MAX_TIMER_MS));
    try {
      return await work;
    } finally {
      clearTimeout(timer);
      this.#ranMs += Date.now() - startMs;
    }
  }

  /** Does the whole job; `exceeded` is called when a managed Spot job is not done in time. */
  async whileWaitedFor(exceeded: () => void, work: () => Promise<void>): Promise<void> {
    if (this.#maxWaitMs === undefined) return work();
    const timer = setTimeout(exceeded, Math.min(this.#maxWaitMs, MAX_TIMER_MS));
    try {
      await work();
    } finally {
      clearTimeout(timer);
    }
  }
}
