/** How many lines are shown; the others are only counted. */
export const SHOWN_LINES = 20;

/** What was found in lines of a file: how often, and the first of it. */
export class FoundLines {
  readonly #lines: string[] = [];
  total = 0;

  add(line: number, what: string): void {
    this.total += 1;
    if (this.#lines.length < SHOWN_LINES) this.#lines.push(`line ${line}: ${what}`);
  }

  /** One after the other, with the number of those that are left out. */
  get text(): string {
    const more = this.total - this.#lines.length;
    return [...this.#lines, ...(more === 0 ? [] : [`and ${more} more`])].join('; ');
  }
}
