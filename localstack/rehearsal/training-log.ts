import type { EpochMetrics } from './run-progress.ts';

const EPOCH_LINE = /Epoch\[(\d+)\] (Train|Validation)-accuracy=([0-9.eE+-]+|nan)/;

/** Reads the algorithm's log and gives an epoch's metrics once both of its accuracies have been printed. */
export class TrainingLog {
  readonly #trainAccuracies = new Map<number, number>();
  readonly epochs: EpochMetrics[] = [];

  /** The epoch that this line completes, if it does. */
  take(line: string): EpochMetrics | undefined {
    const [, epochText, split, value] = EPOCH_LINE.exec(line) ?? [];
    if (epochText === undefined) return undefined;
    const epoch = Number(epochText);
    if (split === 'Train') {
      this.#trainAccuracies.set(epoch, Number(value));
      return undefined;
    }
    const trainAccuracy = this.#trainAccuracies.get(epoch) ?? Number.NaN;
    const metrics = { epoch, trainAccuracy, validationAccuracy: Number(value) };
    this.epochs.push(metrics);
    return metrics;
  }
}
