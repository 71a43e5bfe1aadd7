import { useState } from 'preact/hooks';
import { useConsole } from '../../app/context.ts';
import { select } from '../../app/navigation.ts';
import { type LogStream, type LogStreams, listLogStreams } from '../../aws/log-groups.ts';
import { VirtualList } from '../../lists/virtual-list.tsx';
import { cutInMiddle } from '../../model/readable.ts';
import { Ago } from '../../parts/moment.tsx';
import { Problem } from '../../parts/problem.tsx';

interface Props {
  readonly group: string;
  /** Kept up to date. */
  readonly newest: LogStreams;
}

const ROW_HEIGHT = 48;
/** What tells streams of one job apart is at their ends. */
const SHOWN_LETTERS = 40;
const MAX_HEIGHT = 12 * ROW_HEIGHT;

/** The group's streams, the one with the newest line first; choosing one shows its lines alone. */
export function LogStreamList({ group, newest }: Props) {
  const { route } = useConsole();
  const { streams, hasMore, more, error } = useOlderStreams(group, newest);
  const { stream, prefix } = route.query;
  const isAll = stream === undefined && prefix === undefined;
  return (
    <aside class="inspector" aria-label="Streams">
      <h2>Streams</h2>
      {error !== undefined && <Problem error={error} retry={more} />}
      <button
        type="button"
        class="link"
        aria-pressed={isAll}
        onClick={() => select(route, { stream: undefined, prefix: undefined })}
      >
        All of them
      </button>
      {prefix !== undefined && <p class="muted">Shown are those that begin with {prefix}</p>}
      <VirtualList
        label="Streams"
        items={streams}
        rowHeight={ROW_HEIGHT}
        maxHeight={MAX_HEIGHT}
        row={(one) => (
          <StreamRow
            key={one.name}
            stream={one}
            isChosen={one.name === stream || (prefix !== undefined && one.name.startsWith(prefix))}
            choose={() => select(route, { stream: one.name, prefix: undefined })}
          />
        )}
      />
      {hasMore && (
        <button type="button" class="link" onClick={more}>
          list older ones
        </button>
      )}
    </aside>
  );
}

/** The newest ones, and behind them what was asked for beside. */
function useOlderStreams(group: string, newest: LogStreams) {
  const [older, setOlder] = useState<LogStreams>();
  const [error, setError] = useState<unknown>();
  const isListed = new Set(newest.streams.map(({ name }) => name));
  const streams = [...newest.streams, ...(older?.streams ?? []).filter(({ name }) => !isListed.has(name))];
  const nextToken = (older ?? newest).nextToken;
  const more = () =>
    listLogStreams(group, nextToken).then(
      (page) => setOlder({ ...page, streams: [...(older?.streams ?? []), ...page.streams] }),
      (reason: unknown) => setError(reason),
    );
  return { streams, hasMore: nextToken !== undefined, more, error };
}

interface RowProps {
  readonly stream: LogStream;
  readonly isChosen: boolean;
  readonly choose: () => void;
}

function StreamRow({ stream: { name, lastMs }, isChosen, choose }: RowProps) {
  return (
    <li class={`row stream ${isChosen ? 'is-chosen' : ''}`}>
      <button type="button" class="link name" aria-pressed={isChosen} title={name} onClick={choose}>
        {cutInMiddle(name, SHOWN_LETTERS)}
      </button>
      <span class="muted">{lastMs === undefined ? 'empty' : <Ago timeMs={lastMs} />}</span>
    </li>
  );
}
