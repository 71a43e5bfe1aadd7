/** A point in what is measured, not on the screen. */
export interface DataPoint {
  readonly x: number;
  readonly y: number;
}

/** Where the data is on the picture. */
export interface ChartFrame {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly x: readonly [min: number, max: number];
  readonly y: readonly [min: number, max: number];
}

export function xOf({ left, width, x: [min, max] }: ChartFrame, value: number): number {
  return left + (max === min ? 0.5 : (value - min) / (max - min)) * width;
}

export function yOf({ top, height, y: [min, max] }: ChartFrame, value: number): number {
  return top + height - (max === min ? 0.5 : (value - min) / (max - min)) * height;
}

/** The line through the points; where a value is no number it has a gap. */
export function linePath(points: readonly DataPoint[], frame: ChartFrame): string {
  let isDown = false;
  const parts: string[] = [];
  for (const { x, y } of points) {
    if (!Number.isFinite(y)) {
      isDown = false;
      continue;
    }
    parts.push(`${isDown ? 'L' : 'M'}${rounded(xOf(frame, x))} ${rounded(yOf(frame, y))}`);
    isDown = true;
  }
  return parts.join('');
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}

/** Round values between two ends, at most `most` of them. */
export function roundTicks(min: number, max: number, most: number, leastStep = 0): readonly number[] {
  const raw = Math.max((max - min) / Math.max(1, most), leastStep, Number.EPSILON);
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((value) => value >= raw * 0.999) ?? raw;
  const first = Math.ceil(min / step - 1e-9);
  const last = Math.floor(max / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, index) => Number(((first + index) * step).toPrecision(12)));
}

/** Heights moved apart, so that what is written there can be read; the order is kept. */
export function spreadApart(heights: readonly number[], gap: number, max: number): readonly number[] {
  const order = heights.map((height, index) => ({ height, index })).sort((one, other) => one.height - other.height);
  for (let at = 1; at < order.length; at++) {
    const [above, below] = [order[at - 1], order[at]];
    if (above !== undefined && below !== undefined) below.height = Math.max(below.height, above.height + gap);
  }
  let floor = max;
  for (const one of order.toReversed()) {
    one.height = Math.min(one.height, floor);
    floor = one.height - gap;
  }
  const moved = [...heights];
  for (const { height, index } of order) moved[index] = height;
  return moved;
}

/** How much room a name takes, and where they end. */
export interface NameRoom {
  readonly width: number;
  readonly height: number;
  readonly bottom: number;
}

/** Heights of the names at the ends of lines: moved apart only where they would be written over one another. */
export function namesApart(ends: readonly DataPoint[], { width, height, bottom }: NameRoom): readonly number[] {
  const heights = ends.map(({ y }) => y);
  const columns: number[][] = [];
  const xAt = (index: number | undefined) => ends[index ?? -1]?.x ?? Number.NEGATIVE_INFINITY;
  for (const index of [...ends.keys()].sort((one, other) => xAt(one) - xAt(other))) {
    const last = columns.at(-1);
    if (last !== undefined && xAt(index) - xAt(last.at(-1)) < width) last.push(index);
    else columns.push([index]);
  }
  for (const column of columns) {
    const moved = spreadApart(
      column.map((index) => heights[index] ?? 0),
      height,
      bottom,
    );
    for (const [at, index] of column.entries()) heights[index] = moved[at] ?? 0;
  }
  return heights;
}
