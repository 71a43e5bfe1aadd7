import { useRef, useState } from 'preact/hooks';
import { usePolled } from '../../app/polling.ts';
import { type JobsPage, listTrainingJobs } from '../../aws/training-calls.ts';
import { listedBehind } from '../../model/listed-behind.ts';

export interface JobList {
  readonly list: JobsPage | undefined;
  readonly error: unknown;
  reload(): void;
  /** Lists the next page as well. */
  more(): Promise<void>;
}

const [RUNNING_PAUSE_MS, PAUSE_MS] = [2_000, 5_000];

/** Training jobs, the newest first and kept up to date; older ones are asked for page by page. */
export function useJobList(status: string): JobList {
  const [older, setOlder] = useState<JobsPage>();
  const [error, setError] = useState<unknown>();
  const isAsking = useRef(false);
  const asked = status === '' ? {} : { StatusEquals: status };
  const newest = usePolled(
    (signal) => listTrainingJobs(asked, signal),
    ({ jobs }) => (jobs.some((job) => job.status === 'running') ? RUNNING_PAUSE_MS : PAUSE_MS),
    [status],
  );
  const list = newest.value === undefined ? undefined : joined(newest.value, older);
  const more = async () => {
    const NextToken = list?.nextToken;
    if (NextToken === undefined || isAsking.current) return;
    isAsking.current = true;
    try {
      const page = await listTrainingJobs({ ...asked, NextToken });
      setOlder({ ...page, jobs: [...(list?.jobs ?? []), ...page.jobs] });
      setError(undefined);
    } catch (reason) {
      setError(reason);
    } finally {
      isAsking.current = false;
    }
  };
  return { list, error: error ?? newest.error, reload: newest.reload, more };
}

/** As executions are joined: where the newest ones are all that there is, what was listed before is gone. */
function joined(newest: JobsPage, older: JobsPage | undefined): JobsPage {
  if (older === undefined || newest.nextToken === undefined || newest.jobs.length === 0) return newest;
  return { ...older, jobs: [...newest.jobs, ...listedBehind(newest.jobs, older.jobs, ({ createdMs }) => createdMs)] };
}
