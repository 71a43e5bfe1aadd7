/** A cloud may serve for days, to clients that are denied all the time. */
const MAX_KEPT = 1_000;

/** Recent denials, each text once and with its last time. */
export class RecentDenials {
  readonly #times = new Map<string, number>();

  add(text: string, timeMs: number): void {
    // Deleted first, so that the oldest text is first.
    this.#times.delete(text);
    this.#times.set(text, timeMs);
    const [oldest] = this.#times.keys();
    if (this.#times.size > MAX_KEPT && oldest !== undefined) this.#times.delete(oldest);
  }

  since(timeMs: number): readonly string[] {
    return [...this.#times].filter(([, deniedMs]) => deniedMs >= timeMs).map(([text]) => text);
  }
}
