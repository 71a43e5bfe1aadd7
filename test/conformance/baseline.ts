import { readFileSync } from 'node:fs';
import type { OperationCount } from './run-variants.ts';

export type Counts = Readonly<Record<string, OperationCount>>;

export const BASELINE = new URL('./baseline.json', import.meta.url);

export function readBaseline(): Counts {
  return JSON.parse(readFileSync(BASELINE, 'utf8')) as Counts;
}

/** In what way the counts fall behind what was reached before: fewer variants, fewer answered as AWS, or more that are not. */
export function fallsBehind(counts: Counts, baseline: Counts): readonly string[] {
  return Object.entries(baseline).flatMap(([operation, before]) => {
    const now = counts[operation] ?? { variants: 0, asAws: 0 };
    const missed = ({ variants, asAws }: OperationCount) => variants - asAws;
    return [
      ...(now.variants < before.variants ? [`${operation}: ${before.variants} variants are now ${now.variants}`] : []),
      ...(now.asAws < before.asAws ? [`${operation}: ${before.asAws} answers as AWS's are now ${now.asAws}`] : []),
      ...(missed(now) > missed(before)
        ? [`${operation}: ${missed(before)} answers unlike AWS's are now ${missed(now)}`]
        : []),
    ];
  });
}
