import { useRef } from 'preact/hooks';
import { type Polled, usePolled } from '../app/polling.ts';
import { FollowedExecution, type LiveExecution } from '../aws/execution/followed-execution.ts';

const PAUSE_MS = 1_000;

/** Follows an execution until it has ended. */
export function useExecution(arn: string): Polled<LiveExecution> {
  const followed = useRef(new FollowedExecution(arn));
  if (followed.current.arn !== arn) followed.current = new FollowedExecution(arn);
  return usePolled(
    (signal, show) => followed.current.ask(signal, show),
    ({ execution }) => (execution.status === 'running' ? PAUSE_MS : undefined),
    [arn],
  );
}
