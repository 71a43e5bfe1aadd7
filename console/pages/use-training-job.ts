import { useRef } from 'preact/hooks';
import { type Polled, usePolled } from '../app/polling.ts';
import { FollowedJob, type LiveJob } from '../aws/followed-job.ts';

const PAUSE_MS = 1_000;

/** Follows a training job until it has ended. */
export function useTrainingJob(name: string): Polled<LiveJob> {
  const known = useRef(new FollowedJob(name));
  if (known.current.name !== name) known.current = new FollowedJob(name);
  return usePolled(
    (signal) => known.current.ask(signal),
    ({ job }) => (job.status === 'running' ? PAUSE_MS : undefined),
    [name],
  );
}
