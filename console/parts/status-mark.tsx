import type { Status } from '../model/history/visit.ts';

/** What each status looks like beside its colour, on a grid of 16 around 0,0. */
const SHAPES: Readonly<Record<Status, string>> = {
  succeeded: 'M-3.2 .2-1 2.5 3.4-2.4',
  failed: 'M-2.6-2.6 2.6 2.6M2.6-2.6-2.6 2.6',
  caught: 'M-3 2.8 2.6-2.8M-1.4-2.8h4v4',
  running: '',
  aborted: 'M-2.4-2.4h4.8v4.8h-4.8z',
  'not reached': '',
};

export const STATUS_WORDS: Readonly<Record<Status, string>> = {
  succeeded: 'Succeeded',
  failed: 'Failed',
  caught: 'Caught',
  running: 'Running',
  aborted: 'Stopped',
  'not reached': 'Not reached',
};

/** For CSS. */
export function statusClass(status: Status): string {
  return `is-${status.replace(' ', '-')}`;
}

/** The sign of a status, inside of an SVG. */
export function StatusShape({
  status,
  x = 0,
  y = 0,
}: {
  readonly status: Status;
  readonly x?: number;
  readonly y?: number;
}) {
  return (
    <g class={`status-shape ${statusClass(status)}`} transform={`translate(${x} ${y})`}>
      <circle r="7" class="disc" />
      {status === 'running' ? <circle r="4" class="ring" /> : <path d={SHAPES[status]} />}
    </g>
  );
}

interface Props {
  readonly status: Status;
  /** AWS's word where it says more, such as `TIMED_OUT`. */
  readonly word?: string;
  readonly isBare?: boolean;
}

/** Colour, shape and word; a bare one has the word for readers of the screen only. */
export function StatusMark({ status, word = STATUS_WORDS[status], isBare = false }: Props) {
  return (
    <span class={`status ${statusClass(status)}`} title={isBare ? word : undefined}>
      <svg viewBox="-8 -8 16 16" aria-hidden="true" focusable="false">
        <StatusShape status={status} />
      </svg>
      <span class={isBare ? 'hidden' : ''}>{word}</span>
    </span>
  );
}
