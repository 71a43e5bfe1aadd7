import { useConsole } from '../../app/context.ts';
import { select } from '../../app/navigation.ts';
import { usePolled } from '../../app/polling.ts';
import { type LogGroup, listLogGroups } from '../../aws/log-groups.ts';
import { bytesText, countText } from '../../model/readable.ts';
import { fragmentOf } from '../../model/route.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Problem } from '../../parts/problem.tsx';
import { VirtualList } from '../../parts/virtual-list.tsx';

const PAUSE_MS = 10_000;
const ROW_HEIGHT = 38;
const MAX_HEIGHT = 18 * ROW_HEIGHT;

/** All log groups. */
export function LogsPage() {
  const { value, error, reload } = usePolled(listLogGroups, PAUSE_MS, []);
  return (
    <>
      <h1>Logs</h1>
      {error !== undefined && <Problem error={error} retry={reload} />}
      {value === undefined && error === undefined && (
        <p class="muted" aria-busy="true">
          Loading groups …
        </p>
      )}
      {value !== undefined && <Groups groups={value} />}
    </>
  );
}

function Groups({ groups }: { readonly groups: readonly LogGroup[] }) {
  const { route } = useConsole();
  const search = route.query['name'] ?? '';
  if (groups.length === 0) {
    return (
      <EmptyState
        title="No log yet"
        text="A function and a training job write one when they first run: start a run, and their groups are listed here."
      />
    );
  }
  const found = groups.filter(({ name }) => name.toLowerCase().includes(search.trim().toLowerCase()));
  return (
    <div class="rows groups">
      <input
        type="search"
        aria-label="Search groups by name"
        placeholder="Search by name"
        value={search}
        onInput={({ currentTarget }) => select(route, { name: currentTarget.value || undefined })}
      />
      <div class="row-head" aria-hidden="true">
        <span>Group</span>
        <span>Size</span>
        <span>Kept</span>
      </div>
      <VirtualList
        label="Log groups"
        items={found}
        rowHeight={ROW_HEIGHT}
        maxHeight={MAX_HEIGHT}
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
