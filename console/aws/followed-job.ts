import type { LogLine } from '../model/log-line.ts';
import type { TrainingJob } from '../model/training/described-job.ts';
import { LearningLog, type MetricCurves } from '../model/training/learning-log.ts';
import { logNews, logStreamNames, type StreamPlace } from './log-calls.ts';
import { describeTrainingJob } from './training-calls.ts';

/** A training job with its log so far, and what that says of its learning. */
export interface LiveJob {
  readonly job: TrainingJob;
  readonly lines: readonly LogLine[];
  readonly metrics: readonly MetricCurves[];
  readonly imagesPerSecond?: number;
}

const LOG_GROUP = '/aws/sagemaker/TrainingJobs';

/** Asks for what is new in the logs only. */
export class FollowedJob {
  readonly name: string;
  readonly #places = new Map<string, StreamPlace>();
  #lines: readonly LogLine[] = [];
  #learning: LearningLog | undefined;

  constructor(name: string) {
    this.name = name;
  }

  async ask(signal?: AbortSignal): Promise<LiveJob> {
    // First the status, then the log: its last lines are there by then.
    const job = await describeTrainingJob(this.name, signal);
    this.#learning ??= new LearningLog(job.metricDefinitions);
    await this.#takeNews(this.#learning, signal);
    const { imagesPerSecond, metrics } = this.#learning;
    return { job, lines: this.#lines, metrics, ...(imagesPerSecond === undefined ? {} : { imagesPerSecond }) };
  }

  /** A job on several instances has a stream for each. */
  async #takeNews(learning: LearningLog, signal?: AbortSignal): Promise<void> {
    const streams = await logStreamNames(LOG_GROUP, `${this.name}/`, signal);
    for (const stream of streams) {
      const { lines, place } = await logNews(LOG_GROUP, stream, this.#places.get(stream), signal);
      // Another question may have begun: what this one took would be there twice.
      signal?.throwIfAborted();
      this.#places.set(stream, place);
      if (lines.length === 0) continue;
      learning.take(lines.map(({ text }) => text));
      const all = [...this.#lines, ...lines];
      this.#lines = streams.length < 2 ? all : all.sort((one, other) => one.timeMs - other.timeMs);
    }
  }
}
