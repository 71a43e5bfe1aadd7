import { useEffect, useState } from 'preact/hooks';
import { useConsole } from '../../app/context.ts';
import { select } from '../../app/navigation.ts';
import { usePolled } from '../../app/polling.ts';
import { listLogStreams } from '../../aws/log-groups.ts';
import { LogLines } from '../../lists/log-lines.tsx';
import { type LogRange, type LogView, logViewOf, RANGES } from '../../model/logs/log-view.ts';
import { countText } from '../../model/readable.ts';
import { fragmentOf } from '../../model/route.ts';
import { Moment } from '../../parts/moment.tsx';
import { Problem } from '../../parts/problem.tsx';
import { useLogTail } from '../use-log-tail.ts';
import { LogStreamList } from './log-stream-list.tsx';

const NEWEST_PAUSE_MS = 10_000;

/** The lines of one group, and its streams. */
export function LogGroupPage({ id }: { readonly id: string }) {
  const { route } = useConsole();
  const newest = usePolled((signal) => listLogStreams(id, undefined, signal), NEWEST_PAUSE_MS, [id]);
  // Ranges are counted from the last line as it was at first: a log that moves must not lose its first lines all the time.
  const [lastMs, setLastMs] = useState<number>();
  const found = newest.value === undefined ? undefined : (newest.value.streams[0]?.lastMs ?? Date.now());
  useEffect(() => setLastMs((known) => known ?? found), [found]);
  return (
    <>
      <div class="title-line">
        <h1 class="name" title={id}>
          {id}
        </h1>
        <a href={fragmentOf({ page: 'logs' })}>all groups</a>
      </div>
      {newest.error !== undefined && <Problem error={newest.error} retry={newest.reload} />}
      {newest.value !== undefined && lastMs !== undefined && (
        <div class="with-inspector">
          <div class="column">
            <Lines group={id} view={logViewOf(route.query, lastMs)} />
          </div>
          <LogStreamList group={id} newest={newest.value} />
        </div>
      )}
    </>
  );
}

function Lines({ group, view }: { readonly group: string; readonly view: LogView }) {
  const { isFollowed, asked } = view;
  const { value, error, reload } = useLogTail({ group, ...asked, isFollowed });
  return (
    <>
      <Controls view={view} />
      {error !== undefined && <Problem error={error} retry={reload} />}
      {value === undefined && error === undefined && (
        <p class="muted" aria-busy="true">
          Reading lines …
        </p>
      )}
      {value !== undefined && value.events.length > 0 && (
        <LogLines events={value.events} dropped={value.dropped} isFollowed={isFollowed} />
      )}
      {value !== undefined && (
        <p class="muted" role="status">
          {value.events.length === 0
            ? 'No line fits. Choose a longer time, another stream, or a shorter pattern.'
            : countText(value.events.length, 'line')}
          {isFollowed ? ', live' : ''}
        </p>
      )}
    </>
  );
}

function Controls({ view }: { readonly view: LogView }) {
  const { route } = useConsole();
  const { range, span, isFollowed } = view;
  const chooseRange = (name: LogRange) => select(route, { range: name, from: undefined, to: undefined });
  return (
    <div class="log-controls">
      <PatternField />
      <div class="filters" role="group" aria-label="Time">
        {span !== undefined && <SpanText {...span} />}
        {RANGES.map(({ name, title }) => (
          <button key={name} type="button" aria-pressed={name === range} onClick={() => chooseRange(name)}>
            {title}
          </button>
        ))}
      </div>
      <button
        type="button"
        aria-pressed={isFollowed}
        disabled={span?.toMs !== undefined}
        title={span?.toMs === undefined ? 'New lines come by themselves' : 'The time that is shown is over'}
        onClick={() => select(route, { live: isFollowed ? 'no' : undefined })}
      >
        {isFollowed ? 'Pause' : 'Follow'}
      </button>
    </div>
  );
}

/** The pattern is sent when it is complete, not with each letter. */
function PatternField() {
  const { route } = useConsole();
  const [text, setText] = useState(route.query['pattern'] ?? '');
  const apply = (pattern: string) => select(route, { pattern: pattern.trim() === '' ? undefined : pattern });
  return (
    <form
      class="grow"
      onSubmit={(event) => {
        event.preventDefault();
        apply(text);
      }}
    >
      <input
        type="search"
        aria-label="Filter pattern"
        placeholder={'Filter pattern, then Enter: word "two words" -not ?one ?other'}
        title="CloudWatch’s filter pattern. All words must be in a line, letter case counts; -word must not be; of ?words one is enough; anything but letters, digits and _ stands in double quotes."
        value={text}
        onInput={({ currentTarget }) => {
          setText(currentTarget.value);
          if (currentTarget.value === '') apply('');
        }}
      />
    </form>
  );
}

function SpanText({ fromMs, toMs }: { readonly fromMs: number; readonly toMs?: number }) {
  return (
    <span class="chosen">
      <Moment timeMs={fromMs} />
      {toMs === undefined ? (
        ' and later'
      ) : (
        <>
          {' to '}
          <Moment timeMs={toMs} />
        </>
      )}
    </span>
  );
}
