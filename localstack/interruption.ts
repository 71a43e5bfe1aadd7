const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const EXIT_INTERRUPTED = 130;

/**
 * Ctrl-C as something to react to: the first one asks for an orderly end, the second one ends the process at once
 * (its children notice that and end too).
 */
export class Interruption {
  readonly #controller = new AbortController();
  /** Resolves with the first signal. */
  readonly happened: Promise<void>;

  constructor() {
    this.happened = new Promise((resolve) => {
      this.#controller.signal.addEventListener('abort', () => resolve(), { once: true });
    });
    for (const signal of SIGNALS) process.on(signal, () => this.#interrupt());
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  #interrupt(): void {
    if (this.signal.aborted) process.exit(EXIT_INTERRUPTED);
    process.stderr.write('\nstopping: the training job is asked to end; press Ctrl-C again to leave at once\n');
    this.#controller.abort();
  }
}
