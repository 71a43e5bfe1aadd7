import { relative } from 'node:path';
import stringWidth from 'string-width';

const BARS = '▁▂▃▄▅▆▇█';
const MS_PER_SECOND = 1000;
const SECONDS_PER_MINUTE = 60;

/** `0.3 s`, `12.0 s`, `2 min 05 s`. */
export function formatDuration(durationMs: number): string {
  const seconds = durationMs / MS_PER_SECOND;
  if (seconds < SECONDS_PER_MINUTE) return `${seconds.toFixed(1)} s`;
  const rest = Math.floor(seconds % SECONDS_PER_MINUTE);
  return `${Math.floor(seconds / SECONDS_PER_MINUTE)} min ${String(rest).padStart(2, '0')} s`;
}

const BYTE_UNITS = ['bytes', 'kB', 'MB', 'GB', 'TB'];

/** `812 bytes`, `1.5 MB`; a kilobyte has 1,000 bytes. */
export function formatBytes(bytes: number): string {
  let unit = 0;
  let amount = bytes;
  while (amount >= 1000 && unit < BYTE_UNITS.length - 1) {
    amount /= 1000;
    unit += 1;
  }
  return `${unit === 0 ? amount : amount.toFixed(1)} ${BYTE_UNITS[unit]}`;
}

/** A share from 0 to 1 with three digits, as `0.812`. */
export function formatShare(share: number): string {
  return Number.isFinite(share) ? share.toFixed(3) : 'n/a';
}

/** A share from 0 to 1 as `81.2 %`. */
export function formatPercent(share: number, digits = 1): string {
  return `${(share * 100).toFixed(digits)} %`;
}

/** Shares from 0 to 1 as a row of bars, one character each; the last `width` of them. */
export function sparkline(shares: readonly number[], width: number): string {
  const bar = (share: number) => BARS[Math.min(BARS.length - 1, Math.max(0, Math.floor(share * BARS.length)))] ?? ' ';
  return width === 0 ? '' : shares.slice(-width).map(bar).join('');
}

/** Rows as columns of equal width, two blanks apart; cells that look like numbers are aligned to the right. */
export function formatTable(rows: readonly (readonly string[])[]): string[] {
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(...rows.map((row) => stringWidth(row[column] ?? ''))),
  );
  return rows.map((row) =>
    row
      .map((cell, column) => pad(cell, widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

function pad(cell: string, to: number): string {
  const blanks = ' '.repeat(Math.max(0, to - stringWidth(cell)));
  return /^[\d.,%]+$/.test(cell) ? blanks + cell : cell + blanks;
}

/** A path as one would type it: relative to where the command was started when it is below. */
export function displayPath(path: string, workingFolder: string = process.cwd()): string {
  const below = relative(workingFolder, path);
  return below === '' || below.startsWith('..') ? path : below;
}
