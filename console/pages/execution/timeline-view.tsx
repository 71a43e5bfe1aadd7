import type { VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import { VirtualList } from '../../lists/virtual-list.tsx';
import { firstVisits } from '../../model/history/first-visits.ts';
import { type TimelineBar, type TimelineRow, timelineRows } from '../../model/history/timeline.ts';
import type { Visit } from '../../model/history/visit.ts';
import { durationText } from '../../model/readable.ts';
import { timeTicks } from '../../model/time-ticks.ts';
import { STATUS_WORDS, StatusMark, statusClass } from '../../parts/status-mark.tsx';

interface Props {
  readonly visits: readonly Visit[];
  readonly startMs: number;
  readonly endMs: number;
  readonly chosen?: Visit;
  /** Absent in a report, which shows the first rows and has nothing to choose. */
  readonly choose?: (visit: Visit) => void;
}

const ROW_HEIGHT = 30;
const MAX_HEIGHT = 12 * ROW_HEIGHT;

const STILL_ROWS = 200;

/** A bar for each try of each state, over the time of the run; waiting is hatched. */
export function TimelineView({ visits, startMs, endMs, chosen, choose }: Props) {
  const rows = useMemo(() => timelineRows(visits, endMs), [visits, visits.length, endMs, visits.at(-1)?.endedMs]);
  const lengthMs = Math.max(1, endMs - startMs);
  const share = (ms: number) => `${Math.max(0, Math.min(100, ((ms - startMs) / lengthMs) * 100))}%`;
  const shownIndex = chosen === undefined ? -1 : visits.indexOf(chosen);
  const hand = choose === undefined ? {} : { choose };
  const drawn = (row: TimelineRow) => (
    <Row key={row.visit.id} row={row} share={share} isChosen={row.visit === chosen} endMs={endMs} {...hand} />
  );
  return (
    <section class="timeline" aria-label="Timeline">
      <div class="ticks" aria-hidden="true">
        {timeTicks(lengthMs).map((ms) => (
          <span key={ms} style={{ left: share(startMs + ms) }}>
            {ms === 0 ? '0' : durationText(ms)}
          </span>
        ))}
      </div>
      {choose === undefined ? (
        <StillRows rows={rows} visits={visits} drawn={drawn} />
      ) : (
        <VirtualList
          label="States over time"
          items={rows}
          rowHeight={ROW_HEIGHT}
          maxHeight={MAX_HEIGHT}
          shownIndex={shownIndex}
          row={drawn}
        />
      )}
    </section>
  );
}

interface StillProps {
  readonly rows: readonly TimelineRow[];
  readonly visits: readonly Visit[];
  readonly drawn: (row: TimelineRow) => VNode;
}

function StillRows({ rows, visits, drawn }: StillProps) {
  const { shown, words } = firstVisits(visits, STILL_ROWS);
  const chosen = new Set(shown);
  return (
    <>
      <ul class="plain">{rows.filter(({ visit }) => chosen.has(visit)).map(drawn)}</ul>
      {words !== undefined && <p class="muted">{words}</p>}
    </>
  );
}

interface RowProps {
  readonly row: TimelineRow;
  readonly share: (ms: number) => string;
  readonly isChosen: boolean;
  readonly choose?: (visit: Visit) => void;
  readonly endMs: number;
}

function Row({ row: { visit, depth, bars }, share, isChosen, choose, endMs }: RowProps) {
  const { name, status, place, enteredMs, endedMs = endMs } = visit;
  const parts = (
    <>
      <span class="timeline-name" style={{ paddingLeft: `${8 + depth * 16}px` }} title={name}>
        <StatusMark status={status} isBare />
        <span class="name">{name}</span>
        {place.iteration !== undefined && <span class="muted">#{place.iteration}</span>}
      </span>
      <span class="track">
        {bars.map((bar) => (
          <Bar key={`${bar.kind}-${bar.fromMs}`} bar={bar} share={share} />
        ))}
      </span>
      <span class="took">{durationText(endedMs - enteredMs)}</span>
    </>
  );
  if (choose === undefined) {
    return (
      <li>
        <div class="timeline-row">{parts}</div>
      </li>
    );
  }
  return (
    <li>
      <button
        type="button"
        class={`timeline-row ${isChosen ? 'is-chosen' : ''}`}
        aria-pressed={isChosen}
        onClick={() => choose(visit)}
      >
        {parts}
      </button>
    </li>
  );
}

function Bar({
  bar: { fromMs, toMs, status, kind, attempt },
  share,
}: {
  readonly bar: TimelineBar;
  readonly share: (ms: number) => string;
}) {
  const what = kind === 'wait' ? 'waits' : STATUS_WORDS[status].toLowerCase();
  const tried = attempt === undefined ? '' : `attempt ${attempt}, `;
  return (
    <span
      class={`bar ${kind} ${statusClass(status)}`}
      style={{ left: share(fromMs), width: `calc(${share(toMs)} - ${share(fromMs)})` }}
      title={`${tried}${what}, ${durationText(toMs - fromMs)}`}
    />
  );
}
