import { VirtualList } from '../../lists/virtual-list.tsx';
import type { Visit } from '../../model/history/visit.ts';
import { durationText } from '../../model/readable.ts';
import { Moment } from '../../parts/moment.tsx';
import { StatusMark } from '../../parts/status-mark.tsx';

interface Props {
  readonly visits: readonly Visit[];
  readonly chosen: Visit | undefined;
  readonly choose: (visit: Visit) => void;
  readonly nowMs: number;
}

const ROW_HEIGHT = 34;
const MAX_HEIGHT = 15 * ROW_HEIGHT;

export function StatesTable({ visits, chosen, choose, nowMs }: Props) {
  return (
    <div class="rows states">
      <div class="row-head" aria-hidden="true">
        <span>State</span>
        <span>Type</span>
        <span>Status</span>
        <span>Attempts</span>
        <span>Duration</span>
        <span>Started</span>
      </div>
      <VirtualList
        label="States"
        items={visits}
        rowHeight={ROW_HEIGHT}
        maxHeight={MAX_HEIGHT}
        row={(visit) => (
          <li key={visit.id} class={`row ${visit === chosen ? 'is-chosen' : ''}`}>
            <button
              type="button"
              class="link name"
              aria-pressed={visit === chosen}
              title={visit.name}
              onClick={() => choose(visit)}
            >
              {visit.name}
            </button>
            <span>{visit.type}</span>
            <StatusMark status={visit.status} />
            <span>{visit.attempts.length === 0 ? '' : visit.attempts.length}</span>
            <span>{durationText((visit.endedMs ?? nowMs) - visit.enteredMs)}</span>
            <Moment timeMs={visit.enteredMs} />
          </li>
        )}
      />
    </div>
  );
}
