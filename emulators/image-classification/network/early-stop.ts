import type { EarlyStopping } from '../checks/job-hyperparameters.ts';

/**
 * Says when validation accuracy has not got better for `patienceEpochs` epochs, at the earliest after `minEpochs` epochs.
 * Better means a gain, as a share of the best so far, above `tolerance`.
 */
export class EarlyStop {
  readonly #rule: EarlyStopping;
  #best: number | undefined;
  #epochs = 0;
  #epochsWithoutGain = 0;

  constructor(rule: EarlyStopping) {
    this.#rule = rule;
  }

  shouldStopAfter(validationAccuracy: number): boolean {
    this.#epochs++;
    const best = this.#best ?? Number.NEGATIVE_INFINITY;
    if (validationAccuracy > best && validationAccuracy - best > this.#rule.tolerance * Math.max(best, 0)) {
      this.#best = validationAccuracy;
      this.#epochsWithoutGain = 0;
      return false;
    }
    this.#epochsWithoutGain++;
    return this.#epochs >= this.#rule.minEpochs && this.#epochsWithoutGain >= this.#rule.patienceEpochs;
  }
}
