import { Worker } from 'node:worker_threads';

/** Asks the cloud for its health each 50 ms, in a thread of its own: what the requests cost their sender must not count. */
export class HealthWatch {
  readonly #worker: Worker;

  private constructor(worker: Worker) {
    this.#worker = worker;
  }

  static async start(endpointUrl: string): Promise<HealthWatch> {
    const worker = new Worker(new URL('./health-worker.ts', import.meta.url), { workerData: endpointUrl });
    await message(worker);
    return new HealthWatch(worker);
  }

  /** How long the slowest request took, in milliseconds. */
  async stop(): Promise<number> {
    const slowest = message(this.#worker);
    this.#worker.postMessage('stop');
    const ms = await slowest;
    await this.#worker.terminate();
    return typeof ms === 'number' ? ms : Number.NaN;
  }
}

function message(worker: Worker): Promise<unknown> {
  return new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}
