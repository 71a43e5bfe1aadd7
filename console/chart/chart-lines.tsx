import { type ChartFrame, linePath, xOf, yOf } from '../model/chart/chart-frame.ts';
import type { ChartLine } from '../model/chart/chart-line.ts';
import { cutInMiddle } from '../model/readable.ts';

interface Props {
  readonly frame: ChartFrame;
  readonly lines: readonly ChartLine[];
  /** Of the names at the lines' ends, moved apart. */
  readonly labelHeights: readonly number[];
}

const LABEL_LETTERS = 13;

/** The lines, each with its name at its end; one with a single value is a dot. Names lie over all lines. */
export function ChartLines({ frame, lines, labelHeights }: Props) {
  const ended = lines.flatMap((line, index) => {
    const end = line.points.findLast(({ y }) => Number.isFinite(y));
    if (end === undefined) return [];
    const at = { x: xOf(frame, end.x), y: yOf(frame, end.y) };
    return [{ line, at, labelY: labelHeights[index] ?? at.y }];
  });
  return (
    <>
      {ended.map(({ line: { name, points, tone, isDashed }, at }) => (
        <g key={name} class={`chart-line tone-${tone} ${isDashed ? 'is-dashed' : ''}`}>
          <path d={linePath(points, frame)} />
          <circle cx={at.x} cy={at.y} r="2.5" />
        </g>
      ))}
      {ended.map(({ line: { name, tone }, at, labelY }) => (
        <text key={name} class={`chart-name tone-${tone}`} x={at.x + 8} y={labelY}>
          <title>{name}</title>
          {cutInMiddle(name, LABEL_LETTERS)}
        </text>
      ))}
    </>
  );
}
