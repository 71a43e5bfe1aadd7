import { durationText } from '../model/readable.ts';
import type { TrainingJob } from '../model/training/described-job.ts';
import { billedSeconds, costSoFarUsd, type KnownPrice, usdText } from '../model/training/job-cost.ts';
import { bestPoint, type MetricCurves } from '../model/training/learning-log.ts';

/** What is told of a job in a few numbers. */
export interface FactsOfJob {
  readonly job: TrainingJob;
  readonly metrics: readonly MetricCurves[];
  readonly imagesPerSecond?: number;
}

interface Props extends FactsOfJob {
  readonly price: KnownPrice | undefined;
  readonly nowMs: number;
}

export function JobFacts(props: Props) {
  return (
    <dl class="facts">
      {jobFacts(props).map(([name, value, more]) => (
        <div key={name} title={more}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

type Fact = readonly [name: string, value: string, more?: string];

export function jobFacts({ job, metrics, imagesPerSecond, price, nowMs }: Props): readonly Fact[] {
  return [
    ...accuracyFacts(job, metrics),
    ...speedFact(job, imagesPerSecond),
    ['Billed', billedText(job, nowMs), billedExplained(job)],
    ...costFact(job, price, nowMs),
    [
      'Instance',
      `${job.instanceCount > 1 ? `${job.instanceCount} × ` : ''}${job.instanceType}${job.isSpot ? ', Spot' : ''}`,
    ],
  ];
}

function accuracyFacts({ hyperparameters }: TrainingJob, [first]: readonly MetricCurves[]): readonly Fact[] {
  if (first === undefined) return [];
  const done = Math.max(0, ...[...first.curves.values()].map((points) => points.at(-1)?.x ?? 0));
  const planned = plannedEpochs(hyperparameters);
  const best = bestPoint(first);
  const split = first.curves.has('validation') ? 'validation ' : '';
  return [
    ['Epoch', planned === undefined ? `${done}` : `${done} of ${planned}`],
    ...(best === undefined ? [] : [[`Best ${split}${first.metric}`, best.y.toFixed(3), `at epoch ${best.x}`] as const]),
  ];
}

export function plannedEpochs({ epochs }: TrainingJob['hyperparameters']): number | undefined {
  const number = Number(epochs);
  return Number.isInteger(number) && number > 0 ? number : undefined;
}

function speedFact({ metrics }: TrainingJob, imagesPerSecond: number | undefined): readonly Fact[] {
  const speed = metrics.find(({ name }) => name === 'throughput')?.value ?? imagesPerSecond;
  return speed === undefined ? [] : [['Images a second', Math.round(speed).toLocaleString('en')]];
}

function billedText(job: TrainingJob, nowMs: number): string {
  const seconds = billedSeconds(job, nowMs);
  return seconds === 0 ? 'not yet' : durationText(seconds * 1000);
}

function billedExplained({ billedSeconds: billed, trainingSeconds, isSpot }: TrainingJob): string {
  if (billed === undefined || trainingSeconds === undefined) return 'so far, from the start of its download';
  return isSpot
    ? `of ${trainingSeconds.toLocaleString('en')} s; Spot saved ${Math.round((1 - billed / trainingSeconds) * 100)} %`
    : `${billed.toLocaleString('en')} s`;
}

function costFact(job: TrainingJob, price: KnownPrice | undefined, nowMs: number): readonly Fact[] {
  const cost = costSoFarUsd(job, price, nowMs);
  if (cost === undefined) return [['Cost on AWS', 'not known', `of ${job.instanceType}`]];
  return [
    [
      'Cost on AWS',
      usdText(cost),
      `at ${price?.usdPerHour} USD an hour of ${job.instanceType}; storage is not counted`,
    ],
  ];
}
