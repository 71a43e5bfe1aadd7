import { Worker } from 'node:worker_threads';

interface Orders {
  /** Two numbers: 0 while the process waits for an invocation, 1 while it works; peak of the resident memory in KiB. */
  readonly state: Int32Array<SharedArrayBuffer>;
  readonly parentPid: number;
  readonly memoryLimitBytes: number;
}

/**
 * A thread that ends the process (and what it started) when it outgrows its memory, or when the service is gone while the
 * function works. It is a thread of its own because a busy function would never come to look itself.
 */
export class Watchdog {
  readonly #state = new Int32Array(new SharedArrayBuffer(8));

  constructor(memoryLimitBytes: number) {
    this.working();
    const workerData: Orders = { state: this.#state, parentPid: process.ppid, memoryLimitBytes };
    const worker = new Worker(`(${watch.toString()})()`, {
      eval: true,
      workerData,
      env: {},
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: 8, maxYoungGenerationSizeMb: 1 },
    });
    worker.unref();
  }

  working(): void {
    Atomics.store(this.#state, 0, 1);
    Atomics.notify(this.#state, 0);
  }

  waiting(): void {
    Atomics.store(this.#state, 0, 0);
  }

  /** As seen by the thread and by this look; the system's own peak would count the service that started the process. */
  peakMemoryKb(): number {
    const nowKb = Math.round(process.memoryUsage.rss() / 1024);
    return Math.max(Atomics.load(this.#state, 1), nowKb);
  }
}

/** Runs in the thread, from its own text: it must not use anything of this file. */
function watch(): void {
  const { state, parentPid, memoryLimitBytes } = process.getBuiltinModule('node:worker_threads').workerData as Orders;
  const pollMs = 20;
  for (;;) {
    Atomics.wait(state, 0, 0);
    const memoryBytes = process.memoryUsage.rss();
    Atomics.store(state, 1, Math.max(Atomics.load(state, 1), Math.round(memoryBytes / 1024)));
    if (process.ppid !== parentPid || memoryBytes > memoryLimitBytes) {
      process.kill(process.platform === 'win32' ? process.pid : -process.pid, 'SIGKILL');
    }
    Atomics.wait(state, 0, 1, pollMs);
  }
}
