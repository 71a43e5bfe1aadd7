import type { DatasetSettings } from '../event.ts';
import { readKeptLabels } from '../labels/read-labels.ts';
import type { StoredLabels } from '../labels/stored-labels.ts';
import type { S3Sender } from '../listing/fetch-page.ts';
import { datasetKeys, runKeys } from '../storage/dataset-keys.ts';
import { type StoredPlace, uriOf } from '../storage/stored-place.ts';
import { readExpected, readStored } from '../storage/stored-text.ts';
import { type EarlierReport, earlierReport, type UnusableReport } from './earlier-report.ts';

/** The report to compare with: that of the last training, or of the newest run before the first one. */
export interface ReportToCompare {
  readonly uri: string;
  /** Whether the labels of the saved model name it. */
  readonly isOfTraining: boolean;
  /** Undefined where there is none. */
  readonly report: EarlierReport | UnusableReport | undefined;
}

/** A look-up is as good as new for so long: it takes about a tenth of it. */
const GOOD_FOR_MS = 2000;

/** What earlier runs have left, looked up in the background: a listing takes as long, or longer. */
export class EarlierRun {
  /** Labels of the models that were saved; undefined before the first one. */
  readonly kept: Promise<StoredLabels | undefined>;
  readonly report: Promise<ReportToCompare>;

  readonly #abort = new AbortController();
  readonly #begunAtMs = Date.now();
  readonly #lookAgain: () => EarlierRun;

  constructor(s3: S3Sender, settings: DatasetSettings) {
    const { bucket, prefix } = settings;
    this.#lookAgain = () => new EarlierRun(s3, settings);
    const { signal } = this.#abort;
    this.kept = readKeptLabels(s3, bucket, prefix, signal);
    this.report = this.kept.then(async (kept) => {
      const last = kept?.training;
      const keys = last === undefined ? datasetKeys(prefix) : runKeys(prefix, last.executionName);
      const place: StoredPlace = { bucket, key: keys.report };
      // A run whose model was saved has written its report; before it there may be none.
      const stored = await (last === undefined ? readStored : readExpected)(s3, place, signal);
      return { uri: uriOf(place), isOfTraining: last !== undefined, report: earlierReport(stored, place, prefix) };
    });
    // Thrown where they are needed, which may be much later, or never.
    this.report.catch(() => undefined);
  }

  /**
   * This one where it was looked up a moment ago, otherwise another: while many keys are listed a run may have saved its model, and
   * given new classes their labels.
   */
  recent(): EarlierRun {
    return Date.now() - this.#begunAtMs < GOOD_FOR_MS ? this : this.#lookAgain();
  }

  /** Gives up what nobody has waited for. */
  async close(): Promise<void> {
    this.#abort.abort();
    await Promise.allSettled([this.kept, this.report]);
  }
}
