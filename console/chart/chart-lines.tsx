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

/** The lines, each with its name at its end; one with a single value is a dot. */
export function ChartLines({ frame, lines, labelHeights }: Props) {
  return (
    <>
      {lines.map((line, index) => {
        const { name, points, tone, isDashed } = line;
        const end = points.findLast(({ y }) => Number.isFinite(y));
        if (end === undefined) return null;
        const [x, y] = [xOf(frame, end.x), yOf(frame, end.y)];
        return (
          <g key={name} class={`chart-line tone-${tone} ${isDashed ? 'is-dashed' : ''}`}>
            <path d={linePath(points, frame)} />
            <circle cx={x} cy={y} r="2.5" />
            <text x={x + 8} y={labelHeights[index] ?? y}>
              <title>{name}</title>
              {cutInMiddle(name, LABEL_LETTERS)}
            </text>
          </g>
        );
      })}
    </>
  );
}
