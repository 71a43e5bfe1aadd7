import { useMemo, useState } from 'preact/hooks';
import { type LogLine, linesWith } from '../model/log-line.ts';
import { countText, utcText } from '../model/readable.ts';
import { VirtualList } from './virtual-list.tsx';

interface Props {
  readonly lines: readonly LogLine[];
  /** Whether more will come: the end is kept in sight. */
  readonly isLive: boolean;
}

const ROW_HEIGHT = 22;
const MAX_HEIGHT = 16 * ROW_HEIGHT;
const SHOWN_ERRORS = 5;
const CLOCK = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit' });

/** Lines of a log: those that tell of errors first, then all of them, which can be searched. */
export function LogView({ lines, isLive }: Props) {
  const [search, setSearch] = useState('');
  const [follows, setFollows] = useState(true);
  const [opened, setOpened] = useState<LogLine>();
  const shown = useMemo(() => linesWith(lines, search), [lines, search]);
  const end = isLive && follows ? { shownIndex: shown.length - 1 } : {};
  return (
    <div class="log">
      <ErrorLines lines={lines} />
      <div class="log-bar">
        <LogSearch search={search} change={setSearch} />
        <span class="muted number">{countText(shown.length, 'line')}</span>
        {isLive && (
          <button type="button" aria-pressed={follows} onClick={() => setFollows(!follows)}>
            Follow the end
          </button>
        )}
      </div>
      {opened !== undefined && <pre class="log-line-opened">{opened.text}</pre>}
      <VirtualList
        label="Log"
        items={shown}
        rowHeight={ROW_HEIGHT}
        maxHeight={MAX_HEIGHT}
        row={(line, index) => (
          <Line
            key={index}
            line={line}
            isOpen={line === opened}
            toggle={() => setOpened(line === opened ? undefined : line)}
          />
        )}
        {...end}
      />
      {shown.length === 0 && (
        <p class="muted">{search === '' ? 'Nothing has been written yet.' : `No line holds “${search}”.`}</p>
      )}
    </div>
  );
}

function LogSearch({ search, change }: { readonly search: string; readonly change: (search: string) => void }) {
  return (
    <input
      type="search"
      aria-label="Search the log"
      placeholder="Search the log"
      value={search}
      onInput={({ currentTarget }) => change(currentTarget.value)}
    />
  );
}

interface LineProps {
  readonly line: LogLine;
  readonly isOpen: boolean;
  readonly toggle: () => void;
}

function Line({ line: { timeMs, text, short, isError }, isOpen, toggle }: LineProps) {
  return (
    <li class={`log-line ${isError ? 'is-red' : ''}`}>
      <time dateTime={new Date(timeMs).toISOString()} title={utcText(timeMs)}>
        {CLOCK.format(timeMs)}
      </time>
      <button type="button" class="link" title={text} aria-expanded={isOpen} onClick={toggle}>
        {short}
      </button>
    </li>
  );
}

/** The last ones: what came before them is mostly what led to them. */
export function ErrorLines({ lines }: { readonly lines: readonly LogLine[] }) {
  const errors = useMemo(() => lines.filter(({ isError }) => isError), [lines]);
  if (errors.length === 0) return null;
  return (
    <section class="log-errors" aria-label="Errors in the log">
      <p class="muted">
        {countText(errors.length, 'line')} of errors
        {errors.length > SHOWN_ERRORS && `, the last ${SHOWN_ERRORS} of them:`}
      </p>
      <pre>
        {errors
          .slice(-SHOWN_ERRORS)
          .map(({ text }) => text)
          .join('\n')}
      </pre>
    </section>
  );
}
