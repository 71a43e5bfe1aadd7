import { useState } from 'preact/hooks';
import { type LogEvent, lineLevel } from '../model/logs/found-line.ts';
import { utcText } from '../model/readable.ts';
import { CopyButton } from '../parts/copy-button.tsx';
import { VirtualList } from './virtual-list.tsx';

interface Props {
  readonly events: readonly LogEvent[];
  /** Older lines that are not shown any more. */
  readonly dropped?: number;
  /** Stays at the newest line. */
  readonly isFollowed: boolean;
  /** Rows that are seen at once. */
  readonly maxRows?: number;
}

const ROW_HEIGHT = 22;
const DEFAULT_ROWS = 24;
const TIME = new Intl.DateTimeFormat(undefined, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
  hourCycle: 'h23',
});

/** Lines of a log, of any number. One that is opened shows all of its text above the list, where it does not move the others. */
export function LogLines({ events, dropped = 0, isFollowed, maxRows = DEFAULT_ROWS }: Props) {
  const [opened, setOpened] = useState<LogEvent>();
  return (
    <div class="log-lines">
      {dropped > 0 && (
        <p class="muted">{dropped.toLocaleString('en')} older lines are not shown; choose a shorter time.</p>
      )}
      {opened !== undefined && <OpenedLine event={opened} />}
      <VirtualList
        label="Log lines"
        items={events}
        rowHeight={ROW_HEIGHT}
        maxHeight={maxRows * ROW_HEIGHT}
        followsEnd={isFollowed}
        row={(event) => (
          <li key={event.id} class={`log-event is-${lineLevel(event.message)}`}>
            <time dateTime={new Date(event.timeMs).toISOString()} title={`${utcText(event.timeMs)}\n${event.stream}`}>
              {TIME.format(event.timeMs)}
            </time>
            <button
              type="button"
              class="log-text"
              aria-expanded={event.id === opened?.id}
              onClick={() => setOpened(event.id === opened?.id ? undefined : event)}
            >
              {event.message === '' ? ' ' : event.message}
            </button>
          </li>
        )}
      />
    </div>
  );
}

function OpenedLine({ event: { timeMs, stream, message } }: { readonly event: LogEvent }) {
  return (
    <div class="log-opened">
      <div class="title-line">
        <span class="muted name" title={stream}>
          {utcText(timeMs)} · {stream}
        </span>
        <span class="grow" />
        <CopyButton isSmall label="Copy the line" text={message} />
      </div>
      <pre>{message}</pre>
    </div>
  );
}
