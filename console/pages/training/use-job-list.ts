import { useRef, useState } from 'preact/hooks';
import { usePolled } from '../../app/polling.ts';
import { type JobsPage, listTrainingJobs } from '../../aws/training-calls.ts';
import type { ListedJob } from '../../model/training/described-job.ts';

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

/** What is newest, then what was listed before and is not among it. */
function joined(newest: JobsPage, older: JobsPage | undefined): JobsPage {
  if (older === undefined) return newest;
  const named = new Set(newest.jobs.map(({ arn }) => arn));
  const oldest = newest.jobs.at(-1)?.createdMs ?? Number.POSITIVE_INFINITY;
  const isOlder = ({ arn, createdMs }: ListedJob) => !named.has(arn) && createdMs <= oldest;
  return { ...older, jobs: [...newest.jobs, ...older.jobs.filter(isOlder)] };
}
