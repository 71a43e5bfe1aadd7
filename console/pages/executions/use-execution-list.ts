import { useRef, useState } from 'preact/hooks';
import { usePolled } from '../../app/polling.ts';
import { type ExecutionsPage, listExecutions } from '../../aws/execution-calls.ts';
import { joinedExecutions } from '../../model/joined-executions.ts';

export interface ExecutionList {
  readonly list: ExecutionsPage | undefined;
  readonly error: unknown;
  reload(): void;
  /** Lists the next page as well. */
  more(): Promise<void>;
  /** Lists all of them, up to ten thousand. */
  all(): Promise<void>;
}

const PAGE = 100;
/** AWS lists at most so many at once. */
const MAX_PAGE = 1_000;
const MAX_LISTED = 10_000;
const [RUNNING_PAUSE_MS, PAUSE_MS] = [2_000, 5_000];

/** Executions of a state machine, the newest first and kept up to date; older ones are asked for page by page. */
export function useExecutionList(stateMachineArn: string, statusFilter: string): ExecutionList {
  const [older, setOlder] = useState<ExecutionsPage>();
  const [error, setError] = useState<unknown>();
  const isAsking = useRef(false);
  const asked = { stateMachineArn, ...(statusFilter === '' ? {} : { statusFilter }) };
  // Who has asked for older ones sees those change as well.
  const maxResults = older === undefined ? PAGE : MAX_PAGE;
  const newest = usePolled(
    (signal) => listExecutions({ ...asked, maxResults }, signal),
    ({ executions }) => (executions.some(({ status }) => status === 'running') ? RUNNING_PAUSE_MS : PAUSE_MS),
    [stateMachineArn, statusFilter],
  );
  const list = newest.value === undefined ? undefined : joinedExecutions(newest.value, older);
  const listOlder = async (isEnough: (listed: number) => boolean) => {
    if (isAsking.current || list === undefined) return;
    isAsking.current = true;
    try {
      for (let known: ExecutionsPage = list; known.nextToken !== undefined; ) {
        const page = await listExecutions({ ...asked, maxResults: MAX_PAGE, nextToken: known.nextToken });
        known = { ...page, executions: [...known.executions, ...page.executions] };
        setOlder(known);
        if (isEnough(known.executions.length)) break;
      }
      setError(undefined);
    } catch (reason) {
      setError(reason);
    } finally {
      isAsking.current = false;
    }
  };
  const more = () => listOlder(() => true);
  const all = () => listOlder((listed) => listed >= MAX_LISTED);
  return { list, error: error ?? newest.error, reload: newest.reload, more, all };
}
