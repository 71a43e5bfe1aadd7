import type { Log } from '../algorithm-log.ts';
import { shareText } from '../algorithm-log.ts';
import type { Parameter } from '../network/layer.ts';

/** The network's weights as they were after `epoch` epochs (counted from 1, as in the artifact's file names). */
export interface EpochCheckpoint {
  readonly epoch: number;
  readonly weights: readonly Float32Array[];
}

/** Keeps every n-th epoch, or, without a frequency, the one with the best validation accuracy. */
export class EpochCheckpoints {
  readonly #parameters: readonly Parameter[];
  readonly #frequency: number | undefined;
  readonly #log: Log;
  #kept: EpochCheckpoint[] = [];
  #bestAccuracy = Number.NEGATIVE_INFINITY;

  constructor(parameters: readonly Parameter[], frequency: number | undefined, log: Log) {
    this.#parameters = parameters;
    this.#frequency = frequency;
    this.#log = log;
  }

  get kept(): readonly EpochCheckpoint[] {
    return this.#kept;
  }

  afterEpoch(epoch: number, validationAccuracy: number): void {
    if (this.#frequency !== undefined) {
      if (epoch % this.#frequency === 0) this.#keep(epoch, this.#kept);
    } else if (validationAccuracy > this.#bestAccuracy) {
      this.#bestAccuracy = validationAccuracy;
      this.#log(`Storing the best model with validation accuracy: ${shareText(validationAccuracy)}`);
      this.#keep(epoch, []);
    }
  }

  /** For a job that is stopped before anything was kept: the weights as they are. */
  keepUnfinished(epoch: number): void {
    if (this.#kept.length === 0) this.#keep(epoch, []);
  }

  #keep(epoch: number, others: readonly EpochCheckpoint[]): void {
    this.#kept = [...others, { epoch, weights: this.#parameters.map(({ values }) => values.slice()) }];
    this.#log(`Saved checkpoint to "/opt/ml/model/${paramsFileName(epoch)}"`);
  }
}

export function paramsFileName(epoch: number): string {
  return `image-classification-${String(epoch).padStart(4, '0')}.params`;
}
