import { constants } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { UserError } from '../../emulators/core/user-error.ts';

/** The processes of a group get a signal one after another: a child that dies of it may be noticed first. */
const SIGNAL_COMES_WITHIN_MS = 100;
const PARENT_POLL_MS = 250;
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const SHELLS_SIGNAL_BASE = 128;

/** A wish for an orderly end. */
export interface Interruptible {
  readonly signal: AbortSignal;
  /** Resolves when it comes. */
  readonly happened: Promise<void>;
  /** What a command that it ended ends with. */
  readonly exitStatus: number;
}

/**
 * Ctrl-C as something to react to: the first one asks for an orderly end, the second one ends the process at once
 * (its children notice that and end too). The end of npm's shell asks for one, too.
 */
export class Interruption implements Interruptible {
  readonly #controller = new AbortController();
  readonly happened: Promise<void>;
  #exitStatus = exitStatusOf('SIGINT');

  constructor() {
    this.happened = new Promise((resolve) => {
      this.#controller.signal.addEventListener('abort', () => resolve(), { once: true });
    });
    for (const signal of SIGNALS) process.on(signal, () => this.#interrupt(signal));
    if (process.env['npm_lifecycle_event'] !== undefined) this.#watchParent();
  }

  /** npm's shell ends at a SIGTERM without passing it on: without its parent nobody would stop what `npm run up` serves. */
  #watchParent(): void {
    const parentPid = process.ppid;
    const timer = setInterval(() => {
      if (process.ppid === parentPid) return;
      clearInterval(timer);
      if (!this.signal.aborted) this.#interrupt('SIGTERM');
    }, PARENT_POLL_MS);
    timer.unref();
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  get exitStatus(): number {
    return this.#exitStatus;
  }

  #interrupt(signal: (typeof SIGNALS)[number]): void {
    if (this.signal.aborted) process.exit(exitStatusOf(signal));
    this.#exitStatus = exitStatusOf(signal);
    // Children that share the terminal get the same Ctrl-C, and what they leave undone must not end this process.
    for (const event of ['uncaughtException', 'unhandledRejection']) process.on(event, () => undefined);
    this.#controller.abort();
  }
}

/** As shells expect: 130 after Ctrl-C, 143 after SIGTERM. */
function exitStatusOf(signal: (typeof SIGNALS)[number]): number {
  return SHELLS_SIGNAL_BASE + constants.signals[signal];
}

/** Why a run ended before its execution was started. */
export class InterruptedError extends UserError {
  constructor() {
    super('InterruptedError', 'interrupted before the execution was started');
  }
}

/** The work's result, unless the signal is aborted first: then the work is left to itself and an InterruptedError given. */
export async function unlessInterrupted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const interrupt = () => reject(new InterruptedError());
  if (signal.aborted) interrupt();
  signal.addEventListener('abort', interrupt, { once: true });
  try {
    return await Promise.race([work, promise]);
  } finally {
    signal.removeEventListener('abort', interrupt);
  }
}

/** Whether what has just failed was interrupted; the signal may still be on its way. */
export async function wasInterrupted({ signal, happened }: Omit<Interruptible, 'exitStatus'>): Promise<boolean> {
  if (!signal.aborted) await Promise.race([happened, delay(SIGNAL_COMES_WITHIN_MS)]);
  return signal.aborted;
}
