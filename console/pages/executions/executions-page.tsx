import { useConsole } from '../../app/context.ts';
import { HeadedList } from '../../lists/headed-list.tsx';
import { ListedCount } from '../../lists/listed-count.tsx';
import { NameSearch, searchedName } from '../../lists/name-search.tsx';
import { StatusFilters } from '../../lists/status-filters.tsx';
import type { Execution } from '../../model/execution.ts';
import { holds } from '../../model/search.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { NotYet } from '../../parts/not-yet.tsx';
import { Problem } from '../../parts/problem.tsx';
import { CompareRuns } from './compare-runs.tsx';
import { ExecutionRow } from './execution-row.tsx';
import { useExecutionList } from './use-execution-list.ts';

const FILTERS = [
  ['', 'All'],
  ['RUNNING', 'Running'],
  ['SUCCEEDED', 'Succeeded'],
  ['FAILED', 'Failed'],
  ['TIMED_OUT', 'Timed out'],
  ['ABORTED', 'Stopped'],
] as const;

/** All runs of the state machine, the newest first. */
export function ExecutionsPage() {
  const { machine, route } = useConsole();
  if (machine === undefined) {
    return (
      <EmptyState
        title="No state machine yet"
        text="Deploy a program that makes one, such as with “npm run up”; its runs are listed here."
      />
    );
  }
  const { status = '', one, other } = route.query;
  if (one !== undefined && other !== undefined) return <CompareRuns key={`${one} ${other}`} one={one} other={other} />;
  return (
    <>
      <h1>Runs</h1>
      <StatusFilters filters={FILTERS} />
      <Runs key={`${machine.arn} ${status}`} machineArn={machine.arn} status={status} />
    </>
  );
}

function Runs({ machineArn, status }: { readonly machineArn: string; readonly status: string }) {
  const { route } = useConsole();
  const { list, error, reload, more, all } = useExecutionList(machineArn, status);
  if (list === undefined) return <NotYet what="runs" error={error} retry={reload} />;
  const name = searchedName(route);
  const { executions, nextToken } = list;
  const isNone = executions.length === 0 && status === '';
  return (
    <div class="rows runs">
      {error !== undefined && <Problem error={error} retry={reload} />}
      <NameSearch what="runs" />
      <List shown={executions.filter((one) => holds(one.name, name))} isNone={isNone} />
      <ListedCount count={executions.length} more={nextToken === undefined ? undefined : more}>
        {nextToken !== undefined && name !== '' && (
          <button type="button" class="link after" onClick={all}>
            search all of them
          </button>
        )}
      </ListedCount>
    </div>
  );
}

function List({ shown, isNone }: { readonly shown: readonly Execution[]; readonly isNone: boolean }) {
  if (shown.length === 0) {
    const text = isNone
      ? 'Start one on the page Workflow, or with “npm start”; it shows here.'
      : 'No run that is listed has this status and name.';
    return <EmptyState title={isNone ? 'No run yet' : 'No such run'} text={text} />;
  }
  return (
    <HeadedList
      label="Runs"
      columns={['Name', 'Status', 'Duration', 'Started', '']}
      items={shown}
      row={(execution) => <ExecutionRow key={execution.arn} execution={execution} />}
    />
  );
}
