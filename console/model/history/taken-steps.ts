import { END, START } from '../graph/definition-graph.ts';
import type { Visit } from './visit.ts';

/** Names a step. */
export function stepKey(from: string, to: string): string {
  return `${from} → ${to}`;
}

/** Steps that a run took, with those from the start and to the end. */
export function takenSteps(visits: readonly Visit[], hasSucceeded: boolean): ReadonlySet<string> {
  const steps = visits.flatMap(({ from, name }) => (from === undefined ? [] : [stepKey(from, name)]));
  const top = visits.filter(({ place }) => place.container === undefined);
  const [first, last] = [top[0], top.at(-1)];
  return new Set([
    ...steps,
    ...(first === undefined ? [] : [stepKey(START, first.name)]),
    ...(last === undefined || !hasSucceeded ? [] : [stepKey(last.name, END)]),
  ]);
}
