import { LineChart } from '../chart/line-chart.tsx';
import type { LearningChart } from '../model/training/learning-lines.ts';

interface Props {
  readonly charts: readonly LearningChart[];
  /** How many there will be, where it is known. */
  readonly epochs?: number;
  readonly isStill?: boolean;
}

/** What was learned, one chart for each metric. */
export function LearningCharts({ charts, epochs, isStill = false }: Props) {
  return (
    <div class="charts">
      {charts.map(({ title, lines, best }) => (
        <LineChart
          key={title}
          title={title}
          lines={lines}
          xName="epoch"
          valueText={(value) => (Number.isFinite(value) ? value.toFixed(3) : 'no number')}
          isStill={isStill}
          {...(best === undefined ? {} : { best })}
          {...(epochs === undefined ? {} : { xMax: epochs })}
        />
      ))}
    </div>
  );
}
