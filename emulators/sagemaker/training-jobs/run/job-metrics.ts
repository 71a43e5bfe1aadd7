import { type MetricDatum, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import type { FinalMetric } from '../training-job-record.ts';
import type { RoleSession } from './role-session.ts';

const NAMESPACE = '/aws/sagemaker/TrainingJobs';
const FLUSH_DELAY_MS = 200;
/** As many as one PutMetricData takes. */
const MAX_BATCH_DATA = 1000;
/** Jobs here last seconds: with whole minutes a curve would be one point. */
const RESOLUTION_SECONDS = 1;

/**
 * The metrics of one job as CloudWatch gets them, with the job's name as their dimension and by the job's role. Metrics that
 * cannot be delivered do not end the job.
 */
export class JobMetrics {
  readonly #role: RoleSession;
  readonly #dimensions: MetricDatum['Dimensions'];
  #waiting: MetricDatum[] = [];
  #timer: NodeJS.Timeout | undefined;
  #delivery: Promise<void> = Promise.resolve();
  #undelivered = 0;

  constructor(role: RoleSession, jobName: string) {
    this.#role = role;
    this.#dimensions = [{ Name: 'TrainingJobName', Value: jobName }];
  }

  /** Metrics that are reported and not delivered. */
  get undelivered(): number {
    return this.#undelivered;
  }

  report(metrics: readonly FinalMetric[]): void {
    for (const { name, value, timestampMs } of metrics) {
      this.#waiting.push({
        MetricName: name,
        Dimensions: this.#dimensions,
        Timestamp: new Date(timestampMs),
        Value: value,
        StorageResolution: RESOLUTION_SECONDS,
      });
    }
    this.#undelivered += metrics.length;
    this.#timer ??= setTimeout(() => this.#flush(), FLUSH_DELAY_MS);
  }

  /** Delivers what is left. */
  async close(): Promise<void> {
    this.#flush();
    await this.#delivery;
  }

  #flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const data = this.#waiting;
    this.#waiting = [];
    for (let start = 0; start < data.length; start += MAX_BATCH_DATA) {
      const batch = data.slice(start, start + MAX_BATCH_DATA);
      this.#delivery = this.#delivery
        .then(() => this.#put(batch))
        .catch(() => undefined)
        .finally(() => {
          this.#undelivered -= batch.length;
        });
    }
  }

  async #put(batch: MetricDatum[]): Promise<void> {
    const { cloudwatch } = await this.#role.clients();
    await cloudwatch.send(new PutMetricDataCommand({ Namespace: NAMESPACE, MetricData: batch }));
  }
}
