import { useConsole } from '../../app/context.ts';
import { select } from '../../app/navigation.ts';
import type { ListedJob } from '../../model/training/described-job.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Problem } from '../../parts/problem.tsx';
import { VirtualList } from '../../parts/virtual-list.tsx';
import { CompareJobs } from './compare-jobs.tsx';
import { JobRow } from './job-row.tsx';
import { useJobList } from './use-job-list.ts';

const FILTERS = [
  ['', 'All'],
  ['InProgress', 'Running'],
  ['Completed', 'Succeeded'],
  ['Failed', 'Failed'],
  ['Stopped', 'Stopped'],
] as const;
const ROW_HEIGHT = 38;
const MAX_HEIGHT = 18 * ROW_HEIGHT;

/** All training jobs of the account and region, the newest first. */
export function TrainingPage() {
  const { route } = useConsole();
  const { status = '', one, other } = route.query;
  if (one !== undefined && other !== undefined) return <CompareJobs key={`${one} ${other}`} one={one} other={other} />;
  return (
    <>
      <h1>Training jobs</h1>
      <div class="filters" role="group" aria-label="Status">
        {FILTERS.map(([value, title]) => (
          <button
            key={value}
            type="button"
            aria-pressed={value === status}
            onClick={() => select(route, { status: value === '' ? undefined : value })}
          >
            {title}
          </button>
        ))}
      </div>
      <Jobs key={status} status={status} />
    </>
  );
}

function Jobs({ status }: { readonly status: string }) {
  const { route } = useConsole();
  const { list, error, reload, more } = useJobList(status);
  const name = route.query['name'] ?? '';
  if (list === undefined) {
    return error === undefined ? (
      <p class="muted" aria-busy="true">
        Loading training jobs …
      </p>
    ) : (
      <Problem error={error} retry={reload} />
    );
  }
  const { jobs, nextToken } = list;
  const words = name.trim().toLowerCase();
  return (
    <div class="rows runs jobs">
      {error !== undefined && <Problem error={error} retry={reload} />}
      <input
        type="search"
        aria-label="Search training jobs by name"
        placeholder="Search by name"
        value={name}
        onInput={({ currentTarget }) => select(route, { name: currentTarget.value || undefined })}
      />
      <List
        shown={jobs.filter((job) => job.name.toLowerCase().includes(words))}
        isNone={jobs.length === 0 && status === ''}
      />
      <p class="muted">
        {jobs.length.toLocaleString('en')} listed
        {nextToken !== undefined && (
          <button type="button" class="link after" onClick={more}>
            list older ones
          </button>
        )}
      </p>
    </div>
  );
}

function List({ shown, isNone }: { readonly shown: readonly ListedJob[]; readonly isNone: boolean }) {
  if (shown.length === 0) {
    const text = isNone
      ? 'Start a run on the page Workflow; the job that it trains with shows here.'
      : 'No job that is listed has this status and name.';
    return <EmptyState title={isNone ? 'No training job yet' : 'No such training job'} text={text} />;
  }
  return (
    <>
      <div class="row-head" aria-hidden="true">
        <span>Name</span>
        <span>Status</span>
        <span>Duration</span>
        <span>Billed</span>
        <span>Created</span>
        <span />
      </div>
      <VirtualList
        label="Training jobs"
        items={shown}
        rowHeight={ROW_HEIGHT}
        maxHeight={MAX_HEIGHT}
        row={(job) => <JobRow key={job.arn} job={job} />}
      />
    </>
  );
}
