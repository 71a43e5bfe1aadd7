const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** A length of time as people say it: `340 ms`, `2.4 s`, `3 min 5 s`, `1 h 20 min`. */
export function durationText(ms: number): string {
  if (ms < SECOND_MS) return `${Math.max(0, Math.round(ms))} ms`;
  if (ms < 10 * SECOND_MS) return `${(Math.round(ms / 100) / 10).toFixed(1)} s`;
  if (ms < MINUTE_MS) return `${Math.round(ms / SECOND_MS)} s`;
  if (ms < HOUR_MS) return twoUnits(ms, MINUTE_MS, 'min', SECOND_MS, 's');
  if (ms < DAY_MS) return twoUnits(ms, HOUR_MS, 'h', MINUTE_MS, 'min');
  return twoUnits(ms, DAY_MS, 'd', HOUR_MS, 'h');
}

function twoUnits(ms: number, largeMs: number, large: string, smallMs: number, small: string): string {
  const rest = Math.floor((ms % largeMs) / smallMs);
  return `${Math.floor(ms / largeMs)} ${large}${rest === 0 ? '' : ` ${rest} ${small}`}`;
}

/** How long ago something was: `just now`, `3 min ago`, `2 d ago`. */
export function agoText(timeMs: number, nowMs: number): string {
  const ms = nowMs - timeMs;
  if (ms < 5 * SECOND_MS) return 'just now';
  if (ms < MINUTE_MS) return `${Math.floor(ms / SECOND_MS)} s ago`;
  if (ms < HOUR_MS) return `${Math.floor(ms / MINUTE_MS)} min ago`;
  return ms < DAY_MS ? `${Math.floor(ms / HOUR_MS)} h ago` : `${Math.floor(ms / DAY_MS)} d ago`;
}

/** Time since a start, as it stands before events: `+0.034 s`. */
export function offsetText(ms: number): string {
  return `+${(ms / SECOND_MS).toFixed(3)} s`;
}

/** The exact time, for who hovers. */
export function utcText(timeMs: number): string {
  return `${new Date(timeMs).toISOString().replace('T', ' ').replace('Z', '')} UTC`;
}

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

/** `340 B`, `1.2 MB`. */
export function bytesText(bytes: number): string {
  const power = Math.min(UNITS.length - 1, bytes < 1 ? 0 : Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** power;
  return `${power === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${UNITS[power]}`;
}

export function countText(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
}

/** A long name, cut in its middle: its end tells as much as its beginning. */
export function cutInMiddle(text: string, maxLetters: number): string {
  const letters = [...text];
  if (letters.length <= maxLetters) return text;
  const kept = maxLetters - 1;
  return `${letters.slice(0, Math.ceil(kept / 2)).join('')}…${letters.slice(letters.length - Math.floor(kept / 2)).join('')}`;
}
