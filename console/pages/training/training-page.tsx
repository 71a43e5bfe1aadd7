import { useConsole } from '../../app/context.ts';
import { HeadedList } from '../../lists/headed-list.tsx';
import { ListedCount } from '../../lists/listed-count.tsx';
import { NameSearch, searchedName } from '../../lists/name-search.tsx';
import { StatusFilters } from '../../lists/status-filters.tsx';
import { holds } from '../../model/search.ts';
import type { ListedJob } from '../../model/training/described-job.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { NotYet } from '../../parts/not-yet.tsx';
import { Problem } from '../../parts/problem.tsx';
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

/** All training jobs of the account and region, the newest first. */
export function TrainingPage() {
  const { route } = useConsole();
  const { status = '', one, other } = route.query;
  if (one !== undefined && other !== undefined) return <CompareJobs key={`${one} ${other}`} one={one} other={other} />;
  return (
    <>
      <h1>Training jobs</h1>
      <StatusFilters filters={FILTERS} />
      <Jobs key={status} status={status} />
    </>
  );
}

function Jobs({ status }: { readonly status: string }) {
  const { route } = useConsole();
  const { list, error, reload, more } = useJobList(status);
  if (list === undefined) return <NotYet what="training jobs" error={error} retry={reload} />;
  const { jobs, nextToken } = list;
  return (
    <div class="rows runs jobs">
      {error !== undefined && <Problem error={error} retry={reload} />}
      <NameSearch what="training jobs" />
      <List
        shown={jobs.filter((job) => holds(job.name, searchedName(route)))}
        isNone={jobs.length === 0 && status === ''}
      />
      <ListedCount count={jobs.length} more={nextToken === undefined ? undefined : more} />
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
    <HeadedList
      label="Training jobs"
      columns={['Name', 'Status', 'Duration', 'Billed', 'Created', '']}
      items={shown}
      row={(job) => <JobRow key={job.arn} job={job} />}
    />
  );
}
