import { useRef } from 'preact/hooks';
import { askPatiently } from '../app/patience.ts';
import { type Polled, usePolled } from '../app/polling.ts';
import { isMissing } from '../aws/aws-call.ts';
import { FollowedJob, type LiveJob } from '../aws/followed-job.ts';

const PAUSE_MS = 1_000;
/** A state that has just begun asks for its job a moment later than its page may be opened. */
const EARLY = { isEarly: isMissing, times: 5, pauseMs: PAUSE_MS };

/** Follows a training job until it has ended. */
export function useTrainingJob(name: string): Polled<LiveJob> {
  const known = useRef(new FollowedJob(name));
  if (known.current.name !== name) known.current = new FollowedJob(name);
  return usePolled(
    (signal) => askPatiently(() => known.current.ask(signal), EARLY, signal),
    ({ job }) => (job.status === 'running' ? PAUSE_MS : undefined),
    [name],
  );
}
