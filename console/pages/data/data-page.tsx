import { useConsole } from '../../app/context.ts';
import { usePolled } from '../../app/polling.ts';
import { findDataset, imageFolders, listRuns, readDataset } from '../../aws/data/dataset-calls.ts';
import type { Session } from '../../aws/session.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { NotYet } from '../../parts/not-yet.tsx';
import { Problem } from '../../parts/problem.tsx';
import { DatasetView } from './dataset-view.tsx';

const PAUSE_MS = 5_000;

/** What did it learn from? The newest run's data set, or that of the run which the address names. */
export function DataPage() {
  const { session, route } = useConsole();
  const { run } = route.query;
  const { value, error, reload } = usePolled((signal) => askedDataset(session, run, signal), PAUSE_MS, [run]);
  if (value === undefined) return <NotYet what="the data set" error={error} retry={reload} />;
  if (value === 'none') {
    const text =
      run === undefined
        ? 'A run writes its report in the state “Generate dataset”. Start one on the page Workflow, or with “npm start”.'
        : 'The run has written no report, or its files were deleted. The newest data set is at “Data”.';
    return <EmptyState title={run === undefined ? 'No data set yet' : `No data set of ${run}`} text={text} />;
  }
  return (
    <>
      {error !== undefined && <Problem error={error} retry={reload} />}
      <DatasetView key={value.dataset.details.executionName} {...value} />
    </>
  );
}

async function askedDataset(session: Session, run: string | undefined, signal: AbortSignal) {
  const place = await findDataset(session, signal);
  const dataset = place && (await readDataset(place, run, signal));
  if (place === undefined || dataset === undefined) return 'none';
  const [folders, runs] = await Promise.all([imageFolders(place, signal), listRuns(place, signal)]);
  return { dataset, folders, runs };
}
