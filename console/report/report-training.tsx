import type { LiveJob } from '../aws/followed-job.ts';
import { ErrorLines } from '../lists/log-view.tsx';
import type { Execution } from '../model/execution.ts';
import { readableFailure } from '../model/failure-cause.ts';
import type { TrainingJob } from '../model/training/described-job.ts';
import { priceIn } from '../model/training/job-cost.ts';
import { learningCharts } from '../model/training/learning-lines.ts';
import { JobFailure } from '../pages/training/job-failure.tsx';
import { StatusMark } from '../parts/status-mark.tsx';
import { FinalOnly } from '../training/final-only.tsx';
import { JobFacts, plannedEpochs } from '../training/job-facts.tsx';
import { LearningCharts } from '../training/learning-charts.tsx';
import { PhaseStrip } from '../training/phase-strip.tsx';
import type { ReportData } from './report-data.ts';

const TAIL = 30;
const STILL_WIDTHS = { wide: 900, narrow: 360 } as const;

/** Does it learn? */
export function ReportTraining({ data: { job: live, execution, outputs, writtenMs } }: { readonly data: ReportData }) {
  if (live === undefined) return null;
  const { job, lines } = live;
  return (
    <section class="report-part">
      <div class="title-line">
        <h2>Training job {job.name}</h2>
        <StatusMark status={job.status} />
      </div>
      {!isSaidAbove(execution, job) && <JobFailure job={job} />}
      <JobFacts {...live} price={priceIn(outputs)} nowMs={writtenMs} />
      <PhaseStrip job={job} nowMs={writtenMs} />
      <StillCharts live={live} />
      <ErrorLines lines={lines} />
      <div class="two">
        <Table title="Hyperparameters" rows={Object.entries(job.hyperparameters)} />
        <Table title="Metrics" rows={job.metrics.map(({ name, value }) => [name, Number(value.toPrecision(6))])} />
      </div>
      {job.artifact !== undefined && (
        <p>
          Artifact: <code>{job.artifact}</code>
        </p>
      )}
      {lines.length > 0 && (
        <details>
          <summary>The end of its log</summary>
          <pre>
            {lines
              .slice(-TAIL)
              .map(({ text }) => text)
              .join('\n')}
          </pre>
        </details>
      )}
    </section>
  );
}

/** Which of them is seen is the page's width to decide: a picture that is scaled has text too small or too large. */
function StillCharts({ live: { job, metrics, finalOnly } }: { readonly live: LiveJob }) {
  const epochs = plannedEpochs(job.hyperparameters);
  const planned = epochs === undefined ? {} : { epochs };
  return (
    <>
      {(['wide', 'narrow'] as const).map((size) => (
        <div key={size} class={`only-${size}`}>
          <LearningCharts charts={learningCharts(metrics)} stillWidth={STILL_WIDTHS[size]} {...planned} />
        </div>
      ))}
      <FinalOnly names={finalOnly} />
    </>
  );
}

/** The run mostly failed with the job, in its words. */
function isSaidAbove({ error = '', cause }: Execution, { failureReason }: TrainingJob): boolean {
  return failureReason !== undefined && readableFailure(error, cause).sentence.includes(failureReason);
}

interface TableProps {
  readonly title: string;
  readonly rows: readonly (readonly [name: string, value: unknown])[];
}

function Table({ title, rows }: TableProps) {
  if (rows.length === 0) return null;
  return (
    <table class="metrics">
      <caption>{title}</caption>
      <tbody>
        {rows.map(([name, value]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{String(value)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
