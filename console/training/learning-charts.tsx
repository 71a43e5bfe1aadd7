import { LineChart } from '../chart/line-chart.tsx';
import type { LearningChart } from '../model/training/learning-lines.ts';

interface Props {
  readonly charts: readonly LearningChart[];
  /** How many there will be, where it is known. */
  readonly epochs?: number;
  /** Of pictures in a report. */
  readonly stillWidth?: number;
}

/** What was learned, one chart for each metric. */
export function LearningCharts({ charts, epochs, stillWidth }: Props) {
  return (
    <div class="charts">
      {charts.map(({ title, lines, best }) => (
        <LineChart
          key={title}
          title={title}
          lines={lines}
          xName="epoch"
          valueText={(value) => (Number.isFinite(value) ? value.toFixed(3) : 'no number')}
          {...(stillWidth === undefined ? {} : { stillWidth })}
          {...(best === undefined ? {} : { best })}
          {...(epochs === undefined ? {} : { xMax: epochs })}
        />
      ))}
    </div>
  );
}
