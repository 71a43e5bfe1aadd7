import { type IntervalAxis, intervalAxis, type PlacedShare } from '../../model/models/interval-axis.ts';
import type { CountedShare, Judgement } from '../../model/models/state-judgement.ts';

const WIDTH = 300;
const ROW_HEIGHT = 44;
const AXIS_HEIGHT = 20;
/** Half of a circle's width, which stays inside. */
const MARGIN = 6;

/** The accuracies of the model and the champion with their intervals, on one axis. */
export function AccuracyIntervals({ accuracy, championAccuracy }: Judgement) {
  const shares: readonly (readonly [string, CountedShare])[] = [
    ...(accuracy === undefined ? [] : [['This model', accuracy] as const]),
    ...(championAccuracy === undefined ? [] : [['Champion', championAccuracy] as const]),
  ];
  if (shares.length === 0) return <p class="muted">No image was counted.</p>;
  const axis = intervalAxis(shares);
  const height = shares.length * ROW_HEIGHT + AXIS_HEIGHT;
  const label = shares.map(([name, share]) => `${name}: ${shareText(share)}`).join('; ');
  return (
    <svg class="intervals" viewBox={`0 0 ${WIDTH} ${height}`} role="img" aria-label={`Accuracy. ${label}`}>
      {axis.placed.map((placed, row) => (
        <Interval key={placed.name} placed={placed} top={row * ROW_HEIGHT} isChampion={row > 0} />
      ))}
      <AxisEnds axis={axis} y={height - AXIS_HEIGHT} />
    </svg>
  );
}

interface IntervalProps {
  readonly placed: PlacedShare;
  readonly top: number;
  readonly isChampion: boolean;
}

function Interval({ placed, top, isChampion }: IntervalProps) {
  const { name, share, at, from, to } = placed;
  const y = top + 30;
  return (
    <g class={isChampion ? 'interval is-champion' : 'interval'}>
      <title>{`${name}: ${shareText(share)}`}</title>
      <text x={0} y={top + 14}>
        {name}
      </text>
      <text x={WIDTH} y={top + 14} text-anchor="end">
        {percent(share.value)} ({share.hits} of {share.total})
      </text>
      <line x1={xOf(from)} x2={xOf(to)} y1={y} y2={y} />
      {[from, to].map((end) => (
        <line key={end} x1={xOf(end)} x2={xOf(end)} y1={y - 5} y2={y + 5} />
      ))}
      <circle cx={xOf(at)} cy={y} r="5" />
    </g>
  );
}

function AxisEnds({ axis: { low, high }, y }: { readonly axis: IntervalAxis; readonly y: number }) {
  return (
    <g class="interval-axis">
      <line x1={xOf(0)} x2={xOf(1)} y1={y + 2} y2={y + 2} />
      <text x={0} y={y + 16}>
        {percent(low, 0)}
      </text>
      <text x={WIDTH} y={y + 16} text-anchor="end">
        {percent(high, 0)}
      </text>
    </g>
  );
}

function xOf(place: number): number {
  return MARGIN + place * (WIDTH - 2 * MARGIN);
}

function shareText({ value, low, high, hits, total }: CountedShare): string {
  return `${percent(value)}, from ${percent(low)} to ${percent(high)}, ${hits} of ${total}`;
}

export function percent(share: number, digits = 1): string {
  return `${(share * 100).toFixed(digits)} %`;
}
