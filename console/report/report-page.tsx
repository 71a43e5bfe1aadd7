import { ClassBars } from '../dataset/class-bars.tsx';
import { DatasetNotes } from '../dataset/dataset-notes.tsx';
import type { DatasetReport } from '../model/dataset/reported-dataset.ts';
import { FailureBanner } from '../pages/execution/failure-banner.tsx';
import { TimelineView } from '../pages/execution/timeline-view.tsx';
import { FailedState } from './failed-state.tsx';
import type { ClassPictures, ReportData } from './report-data.ts';
import { ReportFoot } from './report-foot.tsx';
import { ReportGraph } from './report-graph.tsx';
import { ReportHead } from './report-head.tsx';
import { ReportStates } from './report-states.tsx';
import { ReportTraining } from './report-training.tsx';

const LISTED_CLASSES = 300;

/** A run with its training and its data, printed: the console's parts without anything to press. */
export function ReportPage({ data }: { readonly data: ReportData }) {
  const { execution, story, dataset, pictures, denials, writtenMs } = data;
  const endMs = execution.stoppedMs ?? writtenMs;
  return (
    <main class="report">
      <ReportHead data={data} />
      <FailureBanner live={data} />
      <Denials denials={denials} />
      <ReportGraph data={data} />
      <TimelineView visits={story.visits} startMs={execution.startedMs} endMs={endMs} />
      <FailedState data={data} />
      <ReportTraining data={data} />
      {dataset !== undefined && <ReportDataset dataset={dataset} pictures={pictures} />}
      <ReportStates data={data} />
      <ReportFoot data={data} />
    </main>
  );
}

/** An execution may succeed although its roles lack a permission. */
function Denials({ denials }: { readonly denials: readonly string[] }) {
  if (denials.length === 0) return null;
  return (
    <section class="banner is-failed" aria-label="Denied">
      <p class="where">Denied to the workflow’s roles</p>
      {denials.map((denial) => (
        <p key={denial} class="denial">
          {denial}
        </p>
      ))}
    </section>
  );
}

function SkippedKeys({ keys }: { readonly keys: DatasetReport['skippedKeys'] }) {
  if (keys.length === 0) return null;
  return (
    <details>
      <summary>The first skipped files</summary>
      <ul class="warnings">
        {keys.map(([key, reason]) => (
          <li key={key}>
            <code>{key}</code> {reason}
          </li>
        ))}
      </ul>
    </details>
  );
}

interface DatasetProps {
  readonly dataset: DatasetReport;
  readonly pictures: readonly ClassPictures[];
}

function ReportDataset({ dataset, pictures }: DatasetProps) {
  return (
    <section class="report-part">
      <h2>Data set</h2>
      <DatasetNotes report={dataset} />
      <SkippedKeys keys={dataset.skippedKeys} />
      <ClassBars
        classes={dataset.classes.slice(0, LISTED_CLASSES)}
        classCount={dataset.classCount}
        images={dataset.images}
      />
      {pictures.map(({ name, pictures: own }) => (
        <figure key={name} class="pictures">
          <figcaption>{name}</figcaption>
          {own.map(({ path, source }) => (
            <img key={path} src={source} alt={path} title={path} width="96" height="96" />
          ))}
        </figure>
      ))}
    </section>
  );
}
