import type { TrainingEvent } from '../../../image-classification/protocol.ts';
import { type FinalMetric, withMetrics } from '../training-job-record.ts';
import type { TrainingJobStore } from '../training-job-store.ts';
import type { TrainingOutput } from './algorithm-process.ts';
import type { JobLog } from './job-log.ts';

type FailedEvent = Extract<TrainingEvent, { type: 'failed' }>;
type FinishedEvent = Extract<TrainingEvent, { type: 'finished' }>;
type EpochEvent = Extract<TrainingEvent, { type: 'epoch' }>;

/** Takes what a training process says into the job's record and log, and keeps how it said the job ended. */
export class JobProgress implements TrainingOutput {
  readonly #store: TrainingJobStore;
  readonly #jobName: string;
  readonly #log: JobLog;
  failed: FailedEvent | undefined;
  finished: FinishedEvent | undefined;
  lastLine: string | undefined;
  readonly #afterEpoch: () => void;

  constructor(store: TrainingJobStore, jobName: string, log: JobLog, afterEpoch: () => void) {
    this.#store = store;
    this.#jobName = jobName;
    this.#log = log;
    this.#afterEpoch = afterEpoch;
  }

  onLine(line: string): void {
    this.lastLine = line.trim() === '' ? this.lastLine : line;
    this.#log.write(line);
  }

  onEvent(event: TrainingEvent): void {
    if (event.type === 'log') this.onLine(event.line);
    else if (event.type === 'phase') this.#store.enterUnlessStopping(this.#jobName, event.phase);
    else if (event.type === 'epoch') this.#takeMetrics(event);
    else if (event.type === 'finished') this.finished = event;
    else this.failed = event;
  }

  #takeMetrics(event: EpochEvent): void {
    const metrics = finalMetrics(event);
    this.#log.metrics.report(metrics);
    this.#store.update(this.#jobName, (job) => withMetrics(job, metrics, Date.now()));
    this.#afterEpoch();
  }
}

function finalMetrics(event: EpochEvent): FinalMetric[] {
  const { trainAccuracy, validationAccuracy, imagesPerSecond, timestampMs } = event;
  const values = {
    'train:accuracy': trainAccuracy,
    'validation:accuracy': validationAccuracy,
    throughput: imagesPerSecond,
  };
  // JSON has no NaN: a diverged epoch arrives with null, and a metric without a number is not reported.
  return Object.entries(values)
    .filter(([, value]) => Number.isFinite(value))
    .map(([name, value]) => ({ name, value, timestampMs }));
}
