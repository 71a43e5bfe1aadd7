import type { EpochMetrics, PlannedState, RunProgress, StateProgress } from '../../rehearsal/run-progress.ts';
import { formatDuration, formatShare } from './format.ts';

const QUIET_MS = 3000;

/** One line for each thing that happened: for logs, pipes and CI. */
export class PlainView implements RunProgress {
  readonly #write: (line: string) => void;
  #names: readonly string[] = [];
  #lastLineMs = Date.now();

  constructor(write: (line: string) => void) {
    this.#write = write;
  }

  prepared(step: string, detail: string): void {
    this.#line(`${step}: ${detail}`);
  }

  /** A log gets the finished steps, and a sign of life from one that takes long. */
  preparing(step: string, detail: string): void {
    if (Date.now() - this.#lastLineMs >= QUIET_MS) this.#line(`${step}: ${detail}`);
  }

  started(states: readonly PlannedState[], executionArn: string): void {
    this.#names = states.map(({ name }) => name);
    this.#line(`Execution: ${executionArn}`);
  }

  stateChanged({ name, status, durationMs, error }: StateProgress): void {
    const place = this.#names.includes(name) ? `[${this.#names.indexOf(name) + 1}/${this.#names.length}] ` : '';
    const after = status === 'running' ? '' : ` after ${formatDuration(durationMs)}`;
    this.#line(`${place}${name}: ${status}${after}${error === undefined ? '' : ` (${error})`}`);
  }

  trainingPhase(secondaryStatus: string): void {
    this.#line(`  training job: ${secondaryStatus}`);
  }

  epoch({ epoch, trainAccuracy, validationAccuracy }: EpochMetrics, epochs: number | undefined): void {
    const count = `${epoch + 1}${epochs === undefined ? '' : `/${epochs}`}`;
    const accuracies = `train ${formatShare(trainAccuracy)}  validation ${formatShare(validationAccuracy)}`;
    this.#line(`  epoch ${count}  accuracy: ${accuracies}`);
  }

  note(text: string): void {
    this.#line(text);
  }

  finished(): void {}

  #line(text: string): void {
    this.#lastLineMs = Date.now();
    this.#write(text);
  }
}
