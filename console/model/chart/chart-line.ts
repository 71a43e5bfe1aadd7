import type { DataPoint } from './chart-frame.ts';

/** One line of a chart. */
export interface ChartLine {
  /** Written at its end. */
  readonly name: string;
  readonly points: readonly DataPoint[];
  /** Which of the colours. */
  readonly tone: 'main' | 'other';
  /** Tells the lines of a second job apart, whoever sees no colours. */
  readonly isDashed: boolean;
}

/** What the lines have at one place, as words. */
export function valuesAt(lines: readonly ChartLine[], x: number, text: (value: number) => string): string {
  return lines
    .flatMap(({ name, points }) => {
      const y = points.find((point) => point.x === x)?.y;
      return y === undefined ? [] : [`${name} ${text(y)}`];
    })
    .join(' · ');
}

/** All places at which some line has a value, in order. */
export function placesOf(lines: readonly ChartLine[]): readonly number[] {
  return [...new Set(lines.flatMap(({ points }) => points.map(({ x }) => x)))].sort((one, other) => one - other);
}

/** From 0 to 1 where all is in it, as shares are; else from 0, or the least, to a little above the most. */
export function heightRange(lines: readonly ChartLine[]): readonly [min: number, max: number] {
  let [least, most] = [0, 0];
  for (const { points } of lines) {
    for (const { y } of points) {
      if (!Number.isFinite(y)) continue;
      least = Math.min(least, y);
      most = Math.max(most, y);
    }
  }
  return most <= 1 && least >= 0 ? [0, 1] : [least, most + (most - least) * 0.05];
}
