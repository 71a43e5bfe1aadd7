import { useMemo } from 'preact/hooks';
import { useConsole } from '../../app/context.ts';
import type { LiveJob } from '../../aws/followed-job.ts';
import { LogView } from '../../lists/log-view.tsx';
import { priceIn } from '../../model/training/job-cost.ts';
import { learningCharts } from '../../model/training/learning-lines.ts';
import { useNow } from '../../parts/moment.tsx';
import { NotYet } from '../../parts/not-yet.tsx';
import { Problem } from '../../parts/problem.tsx';
import { FinalOnly } from '../../training/final-only.tsx';
import { JobFacts, plannedEpochs } from '../../training/job-facts.tsx';
import { LearningCharts } from '../../training/learning-charts.tsx';
import { PhaseStrip } from '../../training/phase-strip.tsx';
import { useTrainingJob } from '../use-training-job.ts';
import { JobFailure } from './job-failure.tsx';
import { JobHeader } from './job-header.tsx';
import { JobInspector } from './job-inspector.tsx';

const TICK_MS = 500;

/** Does it learn? */
export function JobPage({ id }: { readonly id: string }) {
  const { value, error, reload } = useTrainingJob(id);
  if (value === undefined) return <NotYet what="the training job" error={error} retry={reload} />;
  return (
    <>
      {error !== undefined && <Problem error={error} retry={reload} />}
      <Job live={value} reload={reload} />
    </>
  );
}

function Job({ live, reload }: { readonly live: LiveJob; readonly reload: () => void }) {
  const { session } = useConsole();
  const { job, lines } = live;
  const isRunning = job.status === 'running';
  const nowMs = useNow(isRunning ? TICK_MS : undefined);
  return (
    <div class="run with-inspector">
      <div class="column job">
        <JobHeader job={job} nowMs={nowMs} reload={reload} />
        <JobFailure job={job} />
        <JobFacts {...live} price={priceIn(session.outputs)} nowMs={nowMs} />
        <PhaseStrip job={job} nowMs={nowMs} />
        <Curves live={live} />
        <FinalOnly names={live.finalOnly} />
        <section aria-label="Log" class="column">
          <h2>Log</h2>
          <LogView lines={lines} />
        </section>
      </div>
      <JobInspector job={job} />
    </div>
  );
}

function Curves({ live: { job, metrics, finalOnly } }: { readonly live: LiveJob }) {
  const charts = useMemo(() => learningCharts(metrics), [metrics]);
  const epochs = plannedEpochs(job.hyperparameters);
  if (charts.length === 0 && finalOnly.length > 0) return null;
  if (charts.length === 0) {
    const text =
      job.status === 'running' ? 'The curves begin with the end of the first epoch.' : 'Its log tells of no epoch.';
    return <p class="muted">{text}</p>;
  }
  return <LearningCharts charts={charts} {...(epochs === undefined ? {} : { epochs })} />;
}
