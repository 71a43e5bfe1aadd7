import { useState } from 'preact/hooks';
import { VirtualList } from '../../lists/virtual-list.tsx';
import type { ExecutionStory } from '../../model/history/execution-story.ts';
import type { HistoryEvent } from '../../model/history/story-event.ts';
import type { Visit } from '../../model/history/visit.ts';
import { offsetText, utcText } from '../../model/readable.ts';
import { JsonView } from '../../parts/json-view.tsx';
import { SearchField } from '../../parts/search-field.tsx';

interface Props {
  readonly story: ExecutionStory;
  readonly startMs: number;
  readonly chosen: Visit | undefined;
  readonly choose: (visit: Visit) => void;
}

const ROW_HEIGHT = 30;
const MAX_HEIGHT = 16 * ROW_HEIGHT;

/** All events; the one that is opened shows its details above the list, where they do not move the others. */
export function EventsList({ story, startMs, chosen, choose }: Props) {
  const [search, setSearch] = useState('');
  const [opened, setOpened] = useState<HistoryEvent>();
  const words = search.trim().toLowerCase();
  const events = words === '' ? story.events : story.events.filter((event) => holds(event, story, words));
  return (
    <div class="rows events">
      <SearchField
        label="Search events"
        placeholder="Search events by type, state or details"
        value={search}
        change={setSearch}
      />
      {opened !== undefined && <JsonView label={`event ${opened.id}`} text={JSON.stringify(opened.details)} />}
      <VirtualList
        label="Events"
        items={events}
        rowHeight={ROW_HEIGHT}
        maxHeight={MAX_HEIGHT}
        row={(event) => (
          <EventRow
            key={event.id}
            event={event}
            startMs={startMs}
            visit={story.visitOf(event.id)}
            chosen={chosen}
            isOpen={event.id === opened?.id}
            choose={choose}
            toggle={() => setOpened(event.id === opened?.id ? undefined : event)}
          />
        )}
      />
      {events.length === 0 && <p class="muted">No event holds “{search}”.</p>}
    </div>
  );
}

function holds(event: HistoryEvent, story: ExecutionStory, words: string): boolean {
  const text = `${event.id} ${event.type} ${story.visitOf(event.id)?.name ?? ''} ${JSON.stringify(event.details)}`;
  return text.toLowerCase().includes(words);
}

interface RowProps {
  readonly event: HistoryEvent;
  readonly startMs: number;
  readonly visit: Visit | undefined;
  readonly chosen: Visit | undefined;
  readonly isOpen: boolean;
  readonly choose: (visit: Visit) => void;
  readonly toggle: () => void;
}

function EventRow({ event: { id, type, timeMs }, startMs, visit, chosen, isOpen, choose, toggle }: RowProps) {
  const isOfChosen = visit !== undefined && visit === chosen;
  return (
    <li class={`row ${isOfChosen ? 'is-chosen' : ''} ${/Failed|TimedOut|Aborted/.test(type) ? 'is-red' : ''}`}>
      <span class="number">{id}</span>
      <button type="button" class="link name" aria-expanded={isOpen} onClick={toggle}>
        {type}
      </button>
      {visit === undefined ? (
        <span />
      ) : (
        <button type="button" class="link muted name" title={visit.name} onClick={() => choose(visit)}>
          {visit.name}
        </button>
      )}
      <time class="number" dateTime={new Date(timeMs).toISOString()} title={utcText(timeMs)}>
        {offsetText(timeMs - startMs)}
      </time>
    </li>
  );
}
