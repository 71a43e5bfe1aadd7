import type { ClassificationMetrics, ClassMetrics } from '../classification-metrics.ts';

/** A metric as SageMaker's model quality has it; "NaN" where no deviation is known. */
export interface QualityMetric {
  readonly value: number;
  readonly standard_deviation: number | 'NaN';
}

/**
 * The form of SageMaker's model quality for several classes, which Studio shows.
 * Source: "Model Quality Metrics" of the SageMaker developer guide, model-monitor-model-quality-metrics.md.
 */
export interface MulticlassMetrics {
  /** Images by their own class and the predicted one, where there are any. */
  readonly confusion_matrix: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly accuracy: QualityMetric;
  readonly weighted_recall: QualityMetric;
  readonly weighted_precision: QualityMetric;
  readonly weighted_f0_5: QualityMetric;
  readonly weighted_f1: QualityMetric;
  readonly weighted_f2: QualityMetric;
}

export function multiclassMetrics({ accuracy, classes, confusion }: ClassificationMetrics): MulticlassMetrics {
  const { value = 0, total } = accuracy;
  const share = { value, standard_deviation: Math.sqrt((value * (1 - value)) / total) };
  const weighted = (score: (one: ClassMetrics) => number): QualityMetric => {
    const sum = classes.reduce((all, one) => all + score(one) * one.recall.total, 0);
    return { value: sum / total, standard_deviation: 'NaN' };
  };
  return {
    confusion_matrix: confusionRows(classes, confusion),
    accuracy: share,
    // Each class weighed by its images: the same hits of the same total.
    weighted_recall: share,
    weighted_precision: weighted(({ precision }) => precision.value ?? 0),
    weighted_f0_5: weighted((one) => fScore(one, 0.5)),
    weighted_f1: weighted((one) => fScore(one, 1)),
    weighted_f2: weighted((one) => fScore(one, 2)),
  };
}

/** The harmonic mean of precision and recall, recall counting `beta` times as much; 0 where both are, or there is none. */
function fScore({ precision, recall }: ClassMetrics, beta: number): number {
  const [own, other] = [precision.value ?? 0, recall.value ?? 0];
  const sum = beta ** 2 * own + other;
  return sum === 0 ? 0 : ((1 + beta ** 2) * own * other) / sum;
}

function confusionRows(
  classes: readonly ClassMetrics[],
  confusion: ClassificationMetrics['confusion'],
): MulticlassMetrics['confusion_matrix'] {
  const rows = new Map<string, [string, number][]>();
  const nameOf = (label: number) => classes[label]?.name ?? '';
  for (const { actual, predicted, images } of confusion) {
    const row = rows.get(nameOf(actual)) ?? [];
    rows.set(nameOf(actual), row);
    row.push([nameOf(predicted), images]);
  }
  // From entries, since a class may be called __proto__.
  return Object.fromEntries([...rows].map(([name, row]) => [name, Object.fromEntries(row)]));
}
