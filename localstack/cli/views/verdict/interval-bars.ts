import { styleText } from 'node:util';
import type { CountedShare } from '../../../rehearsal/judgement/judged-model.ts';
import { formatPercent } from '../format.ts';

/** A share with its interval, under a name. */
export interface NamedShare {
  readonly name: string;
  readonly share: CountedShare;
}

/** The axis ends at multiples of this. */
const AXIS_STEP = 0.05;
const NARROWEST_BAR = 12;
const WIDEST_BAR = 40;
/** What stands before and behind a bar, at its longest. */
const BESIDE_BAR = 58;

/** A line each; with a terminal's width there are bars of all intervals on one axis below which its ends stand. */
export function shareLines(shares: readonly NamedShare[], terminalWidth?: number): string[] {
  const nameWidth = Math.max(...shares.map(({ name }) => name.length));
  const [low, high] = axisOf(shares.map(({ share }) => share));
  const width = Math.min(WIDEST_BAR, (terminalWidth ?? 0) - BESIDE_BAR);
  const before = (name: string, value: string) => `${name.padEnd(nameWidth)}  ${value.padStart(7)}`;
  const hasBars = width >= NARROWEST_BAR && shares.some(({ share }) => share.value !== undefined);
  const lines = shares.map(({ name, share }) => {
    const { value, hits, total } = share;
    const bar = hasBars ? `  ${barOf(share, low, high, width)}` : '';
    return `${before(name, value === undefined ? 'n/a' : formatPercent(value))}${bar}  ${intervalText(share)}${hits} of ${total}`;
  });
  if (!hasBars) return lines;
  const end = formatPercent(high, 0);
  const axis = `${formatPercent(low, 0).padEnd(width - end.length)}${end}`;
  return [...lines, `${before('', '')}  ${styleText('dim', axis)}`];
}

function intervalText({ low, high }: CountedShare): string {
  return low === undefined || high === undefined ? '' : `[${formatPercent(low)}, ${formatPercent(high)}]  `;
}

/** From the step below the lowest end of an interval to the one above the highest. */
function axisOf(shares: readonly CountedShare[]): readonly [number, number] {
  const lows = shares.flatMap(({ low }) => low ?? []);
  const highs = shares.flatMap(({ high }) => high ?? []);
  const low = Math.floor(Math.min(...lows) / AXIS_STEP) * AXIS_STEP;
  const high = Math.ceil(Math.max(...highs) / AXIS_STEP) * AXIS_STEP;
  return low < high ? [low, high] : [Math.max(0, low - AXIS_STEP), Math.min(1, high + AXIS_STEP)];
}

function barOf({ value, low, high }: CountedShare, from: number, to: number, width: number): string {
  const at = (share: number) => Math.round(((share - from) / (to - from)) * (width - 1));
  if (value === undefined || low === undefined || high === undefined) return ' '.repeat(width);
  const [first, last, middle] = [at(low), at(high), at(value)];
  const cells = Array.from({ length: width }, (_, cell) => {
    if (cell === middle) return '●';
    if (cell === first) return '├';
    if (cell === last) return '┤';
    return cell > first && cell < last ? '─' : ' ';
  });
  return styleText('cyan', cells.join(''));
}
