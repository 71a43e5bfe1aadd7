import type { LogLine } from '../model/log-line.ts';
import type { TrainingJob } from '../model/training/described-job.ts';
import { LearningLog, type MetricCurves } from '../model/training/learning-log.ts';
import { OwnMetrics, ownMetricNames } from '../model/training/own-metrics.ts';
import { AwsProblem } from './aws-call.ts';
import { logNews, logStreamNames, type StreamPlace } from './log-calls.ts';
import { describeTrainingJob, jobMetricValues } from './training-calls.ts';

/** A training job with its log so far, and what that says of its learning. */
export interface LiveJob {
  readonly job: TrainingJob;
  readonly lines: readonly LogLine[];
  readonly metrics: readonly MetricCurves[];
  /** Metrics of the job's own that CloudWatch does not tell of: their final values alone are known. */
  readonly finalOnly: readonly string[];
  readonly imagesPerSecond?: number;
}

/** Values are delivered a little after their time. */
const LATE_MS = 10_000;

const LOG_GROUP = '/aws/sagemaker/TrainingJobs';

/** Asks for what is new in the logs only. */
export class FollowedJob {
  readonly name: string;
  readonly #places = new Map<string, StreamPlace>();
  #lines: readonly LogLine[] = [];
  readonly #learning = new LearningLog();
  readonly #own = new OwnMetrics();

  constructor(name: string) {
    this.name = name;
  }

  async ask(signal?: AbortSignal): Promise<LiveJob> {
    // First the status, then the log: its last lines are there by then.
    const job = await describeTrainingJob(this.name, signal);
    await this.#takeNews(signal);
    const finalOnly = await this.#takeOwnMetrics(job, signal);
    const { imagesPerSecond, metrics } = this.#learning;
    return {
      job,
      lines: this.#lines,
      metrics: this.#own.curvesBeside(metrics),
      finalOnly,
      ...(imagesPerSecond === undefined ? {} : { imagesPerSecond }),
    };
  }

  /** Gives the names of those that CloudWatch refuses to tell of, as one that is not served does. */
  async #takeOwnMetrics(job: TrainingJob, signal?: AbortSignal): Promise<readonly string[]> {
    const names = ownMetricNames(job.metricDefinitions);
    if (names.length === 0) return [];
    const fromMs = Math.max(job.createdMs, (this.#own.latestMs ?? 0) - LATE_MS);
    try {
      const values = await jobMetricValues(this.name, names, fromMs, signal);
      for (const [index, name] of names.entries()) this.#own.take(name, values[index] ?? []);
      return [];
    } catch (error) {
      if (error instanceof AwsProblem && error.code !== 'NoAnswer') return names;
      throw error;
    }
  }

  /** A job on several instances has a stream for each. */
  async #takeNews(signal?: AbortSignal): Promise<void> {
    const streams = await logStreamNames(LOG_GROUP, `${this.name}/`, signal);
    for (const stream of streams) {
      const { lines, place } = await logNews(LOG_GROUP, stream, this.#places.get(stream), signal);
      // Another question may have begun: what this one took would be there twice.
      signal?.throwIfAborted();
      this.#places.set(stream, place);
      if (lines.length === 0) continue;
      this.#learning.take(lines.map(({ text }) => text));
      const all = [...this.#lines, ...lines];
      this.#lines = streams.length < 2 ? all : all.sort((one, other) => one.timeMs - other.timeMs);
    }
  }
}
