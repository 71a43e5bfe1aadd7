const TICK_MS = 20;

/** The longest time for which nothing else had its turn. */
export interface LongestTurn {
  /** Of this thread's processor, which other processes of the machine do not lengthen. */
  readonly cpuMs: number;
  readonly wallMs: number;
}

/** Watches this thread's event loop by a timer: what comes between two of its ticks is what every other request waits for. */
export class LoopWatch implements Disposable {
  readonly #timer: NodeJS.Timeout;
  readonly #limitMs: number;
  readonly #onLongTurn: ((turn: LongestTurn) => void) | undefined;
  #cpuMs = threadCpuMs();
  #wallMs = performance.now();
  #longest: LongestTurn = { cpuMs: 0, wallMs: 0 };

  /** `onLongTurn` hears of every turn that took more than `limitMs` of processor time, as soon as it is over. */
  constructor(limitMs = Number.POSITIVE_INFINITY, onLongTurn?: (turn: LongestTurn) => void) {
    this.#limitMs = limitMs;
    this.#onLongTurn = onLongTurn;
    this.#timer = setInterval(() => this.#tick(), TICK_MS);
  }

  /** The longest turn since the last call. */
  take(): LongestTurn {
    this.#tick();
    const longest = this.#longest;
    this.#longest = { cpuMs: 0, wallMs: 0 };
    return longest;
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer);
  }

  #tick(): void {
    const [cpuMs, wallMs] = [threadCpuMs(), performance.now()];
    const turn = { cpuMs: cpuMs - this.#cpuMs, wallMs: wallMs - this.#wallMs };
    this.#cpuMs = cpuMs;
    this.#wallMs = wallMs;
    if (turn.cpuMs > this.#limitMs) this.#onLongTurn?.(turn);
    this.#longest = {
      cpuMs: Math.max(this.#longest.cpuMs, turn.cpuMs),
      wallMs: Math.max(this.#longest.wallMs, turn.wallMs),
    };
  }
}

function threadCpuMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}
