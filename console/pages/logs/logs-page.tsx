import { useConsole } from '../../app/context.ts';
import { usePolled } from '../../app/polling.ts';
import { type LogGroup, listLogGroups } from '../../aws/log-groups.ts';
import { HeadedList } from '../../lists/headed-list.tsx';
import { NameSearch, searchedName } from '../../lists/name-search.tsx';
import { bytesText, countText } from '../../model/readable.ts';
import { fragmentOf } from '../../model/route.ts';
import { holds } from '../../model/search.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Loading } from '../../parts/not-yet.tsx';
import { Problem } from '../../parts/problem.tsx';

const PAUSE_MS = 10_000;

/** All log groups. */
export function LogsPage() {
  const { value, error, reload } = usePolled(listLogGroups, PAUSE_MS, []);
  return (
    <>
      <h1>Logs</h1>
      {error !== undefined && <Problem error={error} retry={reload} />}
      {value === undefined && error === undefined && <Loading what="groups" />}
      {value !== undefined && <Groups groups={value} />}
    </>
  );
}

function Groups({ groups }: { readonly groups: readonly LogGroup[] }) {
  const { route } = useConsole();
  const search = searchedName(route);
  if (groups.length === 0) {
    return (
      <EmptyState
        title="No log yet"
        text="A function and a training job write one when they first run: start a run, and their groups are listed here."
      />
    );
  }
  const found = groups.filter(({ name }) => holds(name, search));
  return (
    <div class="rows groups">
      <NameSearch what="groups" />
      <HeadedList
        label="Log groups"
        columns={['Group', 'Size', 'Kept']}
        items={found}
        row={(group) => <GroupRow key={group.name} group={group} />}
      />
      {found.length === 0 && <p class="muted">No group’s name holds “{search}”.</p>}
    </div>
  );
}

function GroupRow({ group: { name, storedBytes, retentionDays } }: { readonly group: LogGroup }) {
  return (
    <li class="row">
      <a class="name" href={fragmentOf({ page: 'logs', id: name })} title={name}>
        {name}
      </a>
      <span class="number">{bytesText(storedBytes)}</span>
      <span class="muted">{retentionDays === undefined ? 'for ever' : countText(retentionDays, 'day')}</span>
    </li>
  );
}
