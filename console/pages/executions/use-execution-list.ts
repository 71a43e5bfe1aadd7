import { useState } from 'preact/hooks';
import { usePolled } from '../../app/polling.ts';
import { type ExecutionsPage, listExecutions } from '../../aws/execution-calls.ts';

export interface ExecutionList {
  readonly list: ExecutionsPage | undefined;
  readonly error: unknown;
  reload(): void;
  /** Lists the next page as well. */
  more(): void;
}

const PAGE = 100;
/** AWS lists at most so many at once. */
const MAX_PAGE = 1_000;
const [RUNNING_PAUSE_MS, PAUSE_MS] = [2_000, 5_000];

/** Executions of a state machine, the newest first and kept up to date; older ones are asked for page by page. */
export function useExecutionList(stateMachineArn: string, statusFilter: string): ExecutionList {
  const [older, setOlder] = useState<ExecutionsPage>();
  const [error, setError] = useState<unknown>();
  const asked = { stateMachineArn, ...(statusFilter === '' ? {} : { statusFilter }) };
  const newest = usePolled(
    (signal) => listExecutions({ ...asked, maxResults: PAGE }, signal),
    ({ executions }) => (executions.some(({ status }) => status === 'running') ? RUNNING_PAUSE_MS : PAUSE_MS),
    [stateMachineArn, statusFilter],
  );
  const list = joined(newest.value, older);
  const more = () => {
    const nextToken = list?.nextToken;
    if (nextToken === undefined) return;
    listExecutions({ ...asked, maxResults: MAX_PAGE, nextToken }).then(
      (page) =>
        setOlder((known) => ({
          ...page,
          executions: [...(known?.executions ?? newest.value?.executions ?? []), ...page.executions],
        })),
      (reason: unknown) => setError(reason),
    );
  };
  return { list, error: error ?? newest.error, reload: newest.reload, more };
}

/** What is new stands before what was listed before; what both have is shown as it is now. */
function joined(newest: ExecutionsPage | undefined, older: ExecutionsPage | undefined): ExecutionsPage | undefined {
  if (newest === undefined || older === undefined) return newest;
  const fresh = new Set(newest.executions.map(({ arn }) => arn));
  const executions = [...newest.executions, ...older.executions.filter(({ arn }) => !fresh.has(arn))];
  return { executions, ...(older.nextToken === undefined ? {} : { nextToken: older.nextToken }) };
}
