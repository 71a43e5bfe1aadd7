import { END, START } from '../graph/definition-graph.ts';
import type { Visit } from './visit.ts';

/** Steps that a run took, with those from the start and to the end; `key` names a step. */
export function takenSteps(
  visits: readonly Visit[],
  hasSucceeded: boolean,
  key: (from: string, to: string) => string,
): ReadonlySet<string> {
  const steps = visits.flatMap(({ from, name }) => (from === undefined ? [] : [key(from, name)]));
  const top = visits.filter(({ place }) => place.container === undefined);
  const [first, last] = [top[0], top.at(-1)];
  return new Set([
    ...steps,
    ...(first === undefined ? [] : [key(START, first.name)]),
    ...(last === undefined || !hasSucceeded ? [] : [key(last.name, END)]),
  ]);
}
