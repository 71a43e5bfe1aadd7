import { type ChartFrame, roundTicks, xOf, yOf } from '../model/chart/chart-frame.ts';

interface Props {
  readonly frame: ChartFrame;
  readonly xName: string;
  readonly xTicks: readonly number[];
}

const MOST_HEIGHTS = 5;

/** Hairlines with their values, and what is counted from left to right. */
export function Axes({ frame, xName, xTicks }: Props) {
  const { left, top, width, height } = frame;
  const bottom = top + height;
  return (
    <g class="chart-axes">
      {roundTicks(frame.y[0], frame.y[1], MOST_HEIGHTS).map((value) => (
        <g key={value} transform={`translate(0 ${yOf(frame, value)})`}>
          <line x1={left} x2={left + width} />
          <text class="at-left" x={left - 8}>
            {value.toLocaleString('en', { maximumSignificantDigits: 4 })}
          </text>
        </g>
      ))}
      {xTicks.map((value) => (
        <text key={value} class="below" x={xOf(frame, value)} y={bottom + 16}>
          {value.toLocaleString('en')}
        </text>
      ))}
      <text class="below-right" x={left + width + 12} y={bottom + 16}>
        {xName}
      </text>
    </g>
  );
}
