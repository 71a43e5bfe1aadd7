import type { Status, Visit } from './visit.ts';

/** How all visits of one state stand together: what colours its node. */
export interface StateSummary {
  readonly name: string;
  readonly status: Status;
  readonly visits: readonly Visit[];
  readonly counts: Readonly<Partial<Record<Status, number>>>;
  /** Tries beyond the first ones. */
  readonly retries: number;
}

/** Most telling first: a state that failed once among many is looked at for that. */
const ORDER: readonly Status[] = ['failed', 'running', 'caught', 'aborted', 'succeeded'];

/** By name, in the order in which states were first entered. */
export function stateSummaries(visits: readonly Visit[]): ReadonlyMap<string, StateSummary> {
  const groups = Map.groupBy(visits, ({ name }) => name);
  return new Map([...groups].map(([name, group]) => [name, summary(name, group)]));
}

function summary(name: string, visits: readonly Visit[]): StateSummary {
  const counts: Partial<Record<Status, number>> = {};
  for (const { status } of visits) counts[status] = (counts[status] ?? 0) + 1;
  const retries = visits.reduce((sum, { attempts }) => sum + Math.max(0, attempts.length - 1), 0);
  return {
    name,
    status: ORDER.find((status) => counts[status] !== undefined) ?? 'not reached',
    visits,
    counts,
    retries,
  };
}

/** The visit to look at first: what failed deepest inside, else what runs, else what was caught, else the last one. */
export function tellingVisit(visits: readonly Visit[]): Visit | undefined {
  const isContainer = (visit: Visit) => visits.some(({ place }) => place.container === visit);
  const innermost = (status: Status) => {
    const found = visits.filter((visit) => visit.status === status);
    return found.find((visit) => !isContainer(visit)) ?? found[0];
  };
  return innermost('failed') ?? innermost('running') ?? innermost('aborted') ?? innermost('caught') ?? visits.at(-1);
}
