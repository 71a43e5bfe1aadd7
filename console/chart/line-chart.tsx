import { useMemo, useRef, useState } from 'preact/hooks';
import { type ChartFrame, type DataPoint, namesApart, roundTicks, xOf, yOf } from '../model/chart/chart-frame.ts';
import { type ChartLine, heightRange, placesOf, valuesAt } from '../model/chart/chart-line.ts';
import { useWidth } from '../parts/use-width.ts';
import { Axes } from './chart-axes.tsx';
import { ChartLines } from './chart-lines.tsx';

interface Props {
  /** Such as `Accuracy`. */
  readonly title: string;
  readonly lines: readonly ChartLine[];
  /** What is counted from left to right, such as `epoch`. */
  readonly xName: string;
  /** The rightmost place that will come, where it is known. */
  readonly xMax?: number;
  readonly valueText: (value: number) => string;
  readonly best?: DataPoint;
  readonly height?: number;
  /** Of a picture in a report, where nothing is to be pointed at. */
  readonly stillWidth?: number;
}

const MARGIN = { left: 40, right: 92, top: 12, bottom: 28 };
const LABEL_GAP = 15;

/** Lines with their names at their ends; a pointer or the arrow keys show the values of a place. */
export function LineChart(props: Props) {
  const { title, lines, xName, xMax = 1, valueText, best, height = 240, stillWidth } = props;
  const box = useRef<HTMLElement>(null);
  const width = useWidth(box, stillWidth);
  const places = useMemo(() => placesOf(lines), [lines]);
  const [shown, setShown] = useState<number>();
  const frame = frameOf(lines, places, xMax, width, height);
  const at = shown ?? best?.x;
  const words = at === undefined ? '' : `${xName} ${at.toLocaleString('en')}: ${valuesAt(lines, at, valueText)}`;
  const point = (offset: number) => setShown(nearest(places, frame, offset));
  const step = (by: number) => {
    const index = places.indexOf(shown ?? places.at(-1) ?? 0);
    setShown(places[Math.max(0, Math.min(places.length - 1, index + by))]);
  };
  const isStill = stillWidth !== undefined;
  const hand = isStill ? {} : handOf(point, step, () => setShown(undefined));
  const role = isStill
    ? { role: 'img' as const, 'aria-label': `${title}, ${words}` }
    : sliderOf(title, places, at, words);
  return (
    <figure class="chart" ref={box}>
      <figcaption>
        <strong>{title}</strong>
        <span class="muted">
          {shown === undefined && best !== undefined ? 'best ' : ''}
          {words}
        </span>
      </figcaption>
      <svg viewBox={`0 0 ${width} ${height}`} {...role} {...hand}>
        <Axes frame={frame} xName={xName} xTicks={roundTicks(frame.x[0], frame.x[1], 8, 1)} />
        {best !== undefined && <Best frame={frame} best={best} />}
        <ChartLines frame={frame} lines={lines} labelHeights={labelHeights(lines, frame)} />
        {shown !== undefined && <Pointed frame={frame} lines={lines} x={shown} />}
      </svg>
    </figure>
  );
}

function frameOf(
  lines: readonly ChartLine[],
  places: readonly number[],
  xMax: number,
  width: number,
  height: number,
): ChartFrame {
  return {
    left: MARGIN.left,
    top: MARGIN.top,
    width: Math.max(40, width - MARGIN.left - MARGIN.right),
    height: height - MARGIN.top - MARGIN.bottom,
    x: [Math.min(1, places[0] ?? 1), Math.max(xMax, places.at(-1) ?? 1)],
    y: heightRange(lines),
  };
}

function labelHeights(lines: readonly ChartLine[], frame: ChartFrame): readonly number[] {
  const ends = lines.map(({ points }) => {
    const end = points.findLast(({ y }) => Number.isFinite(y));
    return { x: xOf(frame, end?.x ?? frame.x[0]), y: yOf(frame, end?.y ?? frame.y[0]) };
  });
  return namesApart(ends, { width: MARGIN.right, height: LABEL_GAP, bottom: frame.top + frame.height });
}

function nearest(places: readonly number[], frame: ChartFrame, offset: number): number | undefined {
  return places.reduce<number | undefined>((best, x) => {
    if (best === undefined) return x;
    return Math.abs(xOf(frame, x) - offset) < Math.abs(xOf(frame, best) - offset) ? x : best;
  }, undefined);
}

/** What a slider does, for that is what it is to keys and to readers of the screen. */
function sliderOf(title: string, places: readonly number[], at: number | undefined, words: string) {
  return {
    role: 'slider' as const,
    tabIndex: 0,
    'aria-label': title,
    'aria-valuemin': places[0] ?? 0,
    'aria-valuemax': places.at(-1) ?? 0,
    'aria-valuenow': at ?? places.at(-1) ?? 0,
    'aria-valuetext': words === '' ? 'nothing yet' : words,
  };
}

function handOf(point: (offset: number) => void, step: (by: number) => void, leave: () => void) {
  return {
    onPointerMove: (event: PointerEvent & { readonly currentTarget: SVGSVGElement }) =>
      point(event.clientX - event.currentTarget.getBoundingClientRect().left),
    onPointerLeave: leave,
    onBlur: leave,
    onKeyDown: (event: KeyboardEvent) => {
      const by = { ArrowLeft: -1, ArrowRight: 1, Home: -Infinity, End: Infinity }[event.key];
      if (by === undefined) return;
      event.preventDefault();
      step(by);
    },
  };
}

function Best({ frame, best }: { readonly frame: ChartFrame; readonly best: DataPoint }) {
  const [x, y] = [xOf(frame, best.x), yOf(frame, best.y)];
  return (
    <g class="chart-best">
      <line x1={x} x2={x} y1={y} y2={frame.top + frame.height} />
      <circle cx={x} cy={y} r="5" />
    </g>
  );
}

function Pointed({
  frame,
  lines,
  x,
}: {
  readonly frame: ChartFrame;
  readonly lines: readonly ChartLine[];
  readonly x: number;
}) {
  const left = xOf(frame, x);
  const dots = lines.flatMap(({ name, tone, points }) => {
    const y = points.find((point) => point.x === x)?.y;
    return y === undefined || !Number.isFinite(y) ? [] : [{ name, tone, y: yOf(frame, y) }];
  });
  return (
    <g class="chart-pointed">
      <line x1={left} x2={left} y1={frame.top} y2={frame.top + frame.height} />
      {dots.map(({ name, tone, y }) => (
        <circle key={name} class={`tone-${tone}`} cx={left} cy={y} r="4" />
      ))}
    </g>
  );
}
