import { useConsole } from '../../app/context.ts';
import { select } from '../../app/navigation.ts';
import type { Execution } from '../../model/execution.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Problem } from '../../parts/problem.tsx';
import { VirtualList } from '../../parts/virtual-list.tsx';
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
const ROW_HEIGHT = 38;
const MAX_HEIGHT = 18 * ROW_HEIGHT;

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
      <Runs key={`${machine.arn} ${status}`} machineArn={machine.arn} status={status} />
    </>
  );
}

function Runs({ machineArn, status }: { readonly machineArn: string; readonly status: string }) {
  const { route } = useConsole();
  const { list, error, reload, more, all } = useExecutionList(machineArn, status);
  const name = route.query['name'] ?? '';
  if (list === undefined) {
    return error === undefined ? (
      <p class="muted" aria-busy="true">
        Loading runs …
      </p>
    ) : (
      <Problem error={error} retry={reload} />
    );
  }
  const { executions, nextToken } = list;
  const isNone = executions.length === 0 && status === '';
  return (
    <div class="rows runs">
      {error !== undefined && <Problem error={error} retry={reload} />}
      <NameSearch name={name} change={(text) => select(route, { name: text || undefined })} />
      <List shown={executions.filter((one) => holds(one.name, name))} isNone={isNone} />
      <p class="muted">
        {executions.length.toLocaleString('en')} listed
        {nextToken !== undefined && (
          <button type="button" class="link after" onClick={more}>
            list older ones
          </button>
        )}
        {nextToken !== undefined && name !== '' && (
          <button type="button" class="link after" onClick={all}>
            search all of them
          </button>
        )}
      </p>
    </div>
  );
}

function holds(name: string, search: string): boolean {
  return name.toLowerCase().includes(search.trim().toLowerCase());
}

function NameSearch({ name, change }: { readonly name: string; readonly change: (name: string) => void }) {
  return (
    <input
      type="search"
      aria-label="Search runs by name"
      placeholder="Search by name"
      value={name}
      onInput={({ currentTarget }) => change(currentTarget.value)}
    />
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
    <>
      <div class="row-head" aria-hidden="true">
        <span>Name</span>
        <span>Status</span>
        <span>Duration</span>
        <span>Started</span>
        <span />
      </div>
      <VirtualList
        label="Runs"
        items={shown}
        rowHeight={ROW_HEIGHT}
        maxHeight={MAX_HEIGHT}
        row={(execution) => <ExecutionRow key={execution.arn} execution={execution} />}
      />
    </>
  );
}
