/**
 * When a data set's listing began, by the server's clock: the Date of its first answer, to the second, as S3 gives times. What
 * was written in that same second counts as written before.
 */
export class ListingStart {
  #at: string | undefined;

  /** `at`: as another call of the same run has found it. */
  constructor(at?: string) {
    this.#at = at;
  }

  get at(): string | undefined {
    return this.#at;
  }

  /** `date`: the header of an answer. Only the first one counts. */
  answered(date: string | undefined): void {
    if (this.#at !== undefined || date === undefined) return;
    const time = new Date(date);
    if (!Number.isNaN(time.getTime())) this.#at = time.toISOString();
  }

  /** `modified`: a LastModified as S3 writes it. */
  isBefore(modified: string): boolean {
    return this.#at !== undefined && seconds(modified) > seconds(this.#at);
  }
}

function seconds(time: string): string {
  return time.slice(0, '2026-01-31T12:00:00'.length);
}
