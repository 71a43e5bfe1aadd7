import type { EpochMetrics, RunProgress, StateProgress } from '../run-progress.ts';
import { formatDuration, formatShare } from './format.ts';

/** One line for each thing that happened: for logs, pipes and CI. */
export class PlainView implements RunProgress {
  readonly #write: (line: string) => void;
  #names: readonly string[] = [];

  constructor(write: (line: string) => void) {
    this.#write = write;
  }

  prepared(step: string, detail: string): void {
    this.#write(`${step}: ${detail}`);
  }

  /** Steps under way are for the eye; a log gets the finished ones. */
  preparing(): void {}

  started(stateNames: readonly string[], executionArn: string): void {
    this.#names = stateNames;
    this.#write(`Execution: ${executionArn}`);
  }

  stateChanged({ name, status, durationMs, error }: StateProgress): void {
    const place = this.#names.includes(name) ? `[${this.#names.indexOf(name) + 1}/${this.#names.length}] ` : '';
    const after = status === 'running' ? '' : ` after ${formatDuration(durationMs)}`;
    this.#write(`${place}${name}: ${status}${after}${error === undefined ? '' : ` (${error})`}`);
  }

  trainingPhase(secondaryStatus: string): void {
    this.#write(`  training job: ${secondaryStatus}`);
  }

  epoch({ epoch, trainAccuracy, validationAccuracy }: EpochMetrics, epochs: number | undefined): void {
    const count = `${epoch + 1}${epochs === undefined ? '' : `/${epochs}`}`;
    const accuracies = `train ${formatShare(trainAccuracy)}  validation ${formatShare(validationAccuracy)}`;
    this.#write(`  epoch ${count}  accuracy: ${accuracies}`);
  }

  finished(): void {}
}
