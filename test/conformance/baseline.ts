import { readFileSync } from 'node:fs';
import type { Counts, OperationCount } from './run-variants.ts';

/** By service and operation. */
export type Baseline = Readonly<Record<string, Readonly<Record<string, BaselineCount>>>>;
type BaselineCount = Pick<OperationCount, 'variants' | 'asAws'>;

export const BASELINE = new URL('./baseline.json', import.meta.url);

export function readBaseline(): Baseline {
  return JSON.parse(readFileSync(BASELINE, 'utf8')) as Baseline;
}

/** What the baseline keeps of the counts. */
export function baselineOf(counts: Counts): Readonly<Record<string, BaselineCount>> {
  return Object.fromEntries(Object.entries(counts).map(([name, { variants, asAws }]) => [name, { variants, asAws }]));
}

/** In what way the counts fall behind what was reached before: fewer variants, fewer answered as AWS, or more that are not. */
export function fallsBehind(
  counts: Readonly<Record<string, BaselineCount>>,
  baseline: Readonly<Record<string, BaselineCount>>,
): readonly string[] {
  return Object.entries(baseline).flatMap(([operation, before]) => {
    const now = counts[operation] ?? { variants: 0, asAws: 0 };
    const missed = ({ variants, asAws }: BaselineCount) => variants - asAws;
    return [
      ...(now.variants < before.variants ? [`${operation}: ${before.variants} variants are now ${now.variants}`] : []),
      ...(now.asAws < before.asAws ? [`${operation}: ${before.asAws} answers as AWS's are now ${now.asAws}`] : []),
      ...(missed(now) > missed(before)
        ? [`${operation}: ${missed(before)} answers unlike AWS's are now ${missed(now)}`]
        : []),
    ];
  });
}
