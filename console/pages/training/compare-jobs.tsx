import { useMemo } from 'preact/hooks';
import { useConsole } from '../../app/context.ts';
import type { LiveJob } from '../../aws/followed-job.ts';
import { ComparedPair } from '../../lists/compared-pair.tsx';
import { durationText } from '../../model/readable.ts';
import { fragmentOf } from '../../model/route.ts';
import { priceIn } from '../../model/training/job-cost.ts';
import { comparedCharts } from '../../model/training/learning-lines.ts';
import { DifferenceTable } from '../../parts/difference-table.tsx';
import { useNow } from '../../parts/moment.tsx';
import { StatusMark } from '../../parts/status-mark.tsx';
import { jobFacts } from '../../training/job-facts.tsx';
import { LearningCharts } from '../../training/learning-charts.tsx';
import { useTrainingJob } from '../use-training-job.ts';

interface Props {
  readonly one: string;
  readonly other: string;
}

/** Two training jobs: their curves on one chart, and what was asked of them differently. */
export function CompareJobs({ one, other }: Props) {
  return (
    <ComparedPair title="Two training jobs" sides={[useTrainingJob(one), useTrainingJob(other)]}>
      {(left, right) => <Comparison left={left} right={right} />}
    </ComparedPair>
  );
}

function Comparison({ left, right }: { readonly left: LiveJob; readonly right: LiveJob }) {
  const charts = useMemo(() => comparedCharts(left.metrics, right.metrics), [left.metrics, right.metrics]);
  return (
    <>
      <LearningCharts charts={charts} />
      <table class="compare">
        <thead>
          <tr>
            <td />
            <JobHead letter="A" live={left} />
            <JobHead letter="B" live={right} />
          </tr>
        </thead>
        <FactRows left={left} right={right} />
        <DifferenceTable title="Hyperparameters" {...texts(left, right, ({ hyperparameters }) => hyperparameters)} />
        <DifferenceTable title="Request" {...texts(left, right, ({ request }) => request)} />
      </table>
    </>
  );
}

function texts(left: LiveJob, right: LiveJob, part: (job: LiveJob['job']) => object) {
  return { one: JSON.stringify(part(left.job)), other: JSON.stringify(part(right.job)) };
}

function JobHead({ letter, live: { job } }: { readonly letter: 'A' | 'B'; readonly live: LiveJob }) {
  const { name, status } = job;
  return (
    <th scope="col">
      <svg class="line-sample" viewBox="0 0 32 8" aria-hidden="true">
        <path class={letter === 'B' ? 'is-dashed' : ''} d="M0 4H32" />
      </svg>{' '}
      {letter}: <a href={fragmentOf({ page: 'training', id: name })}>{name}</a>
      <br />
      <StatusMark status={status} />
    </th>
  );
}

function FactRows({ left, right }: { readonly left: LiveJob; readonly right: LiveJob }) {
  const { session } = useConsole();
  const nowMs = useNow([left, right].some(({ job }) => job.status === 'running') ? 1_000 : undefined);
  const price = priceIn(session.outputs);
  const [one, other] = [left, right].map((live) => {
    const { createdMs, endedMs = nowMs } = live.job;
    const facts = jobFacts({ ...live, price, nowMs }).map(([name, value]) => [name, value] as const);
    return new Map([['Duration', durationText(endedMs - createdMs)], ...facts]);
  });
  const names = [...new Set([...(one?.keys() ?? []), ...(other?.keys() ?? [])])];
  return (
    <tbody>
      {names.map((name) => (
        <tr key={name}>
          <th scope="row">{name}</th>
          <td>{one?.get(name)}</td>
          <td>{other?.get(name)}</td>
        </tr>
      ))}
    </tbody>
  );
}
