/** One line of Docker's answer to a pull. */
export interface PullEvent {
  readonly id?: string;
  readonly status?: string;
  readonly error?: string;
  readonly progressDetail?: { readonly current?: number; readonly total?: number };
}

const MB = 1_000_000;

/** What is known of the layers of one image that is being pulled. */
export class PullProgress {
  readonly #layers = new Map<string, { readonly currentBytes: number; readonly totalBytes: number }>();

  add({ id, status, progressDetail }: PullEvent): void {
    if (id === undefined) return;
    const known = this.#layers.get(id);
    if (status === 'Downloading' && progressDetail?.total !== undefined) {
      this.#layers.set(id, { currentBytes: progressDetail.current ?? 0, totalBytes: progressDetail.total });
    } else if (status === 'Download complete' && known !== undefined) {
      this.#layers.set(id, { ...known, currentBytes: known.totalBytes });
    }
  }

  /** Such as `120 of 512 MB`; layers of which Docker has said nothing yet are not in it. Empty before the first. */
  get text(): string {
    const layers = [...this.#layers.values()];
    if (layers.length === 0) return '';
    const megabytes = (bytes: readonly number[]) => Math.round(bytes.reduce((sum, value) => sum + value, 0) / MB);
    const current = megabytes(layers.map(({ currentBytes }) => currentBytes));
    return `${current} of ${megabytes(layers.map(({ totalBytes }) => totalBytes))} MB`;
  }
}
