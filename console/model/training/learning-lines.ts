import type { ChartLine } from '../chart/chart-line.ts';
import { bestPoint, type CurvePoint, type MetricCurves } from './learning-log.ts';

/** A chart of one metric, of one job or of two. */
export interface LearningChart {
  readonly title: string;
  readonly lines: readonly ChartLine[];
  /** Of a single job. */
  readonly best?: CurvePoint;
}

/** Charts of a job, one for each metric. */
export function learningCharts(metrics: readonly MetricCurves[]): readonly LearningChart[] {
  return metrics.map((curves) => {
    const best = bestPoint(curves);
    return {
      title: titleOf(curves.metric),
      lines: linesOf(curves, '', false),
      ...(best === undefined ? {} : { best }),
    };
  });
}

/** Charts of two jobs, the lines of the second one dashed. */
export function comparedCharts(one: readonly MetricCurves[], other: readonly MetricCurves[]): readonly LearningChart[] {
  const names = new Set([...one, ...other].map(({ metric }) => metric));
  return [...names].map((metric) => ({
    title: titleOf(metric),
    lines: [one, other].flatMap((side, index) =>
      side
        .filter((curves) => curves.metric === metric)
        .flatMap((curves) => linesOf(curves, index === 0 ? 'A ' : 'B ', index === 1)),
    ),
  }));
}

/** The validation's line is the one to look at. */
function linesOf({ curves }: MetricCurves, before: string, isDashed: boolean): readonly ChartLine[] {
  return [...curves].map(([split, points]) => ({
    name: `${before}${split}`,
    points,
    tone: split === 'train' ? ('other' as const) : ('main' as const),
    isDashed,
  }));
}

function titleOf(metric: string): string {
  const words = metric.replaceAll(/[_-]+/g, ' ');
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}
