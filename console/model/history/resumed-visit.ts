import { type Members, textIn } from '../members.ts';
import type { HistoryEvent } from './story-event.ts';
import { containersOf, isOpen, type Visit } from './visit.ts';

const IN_CONTAINER = ['Parallel', 'Map'];

/**
 * The visit whose work an event is of: that of the event before it. After a redrive the event before may be the redrive, or
 * the start of an iteration, and it is the state in there that goes on: the one that had sent the same.
 */
export function resumedVisit(
  visits: readonly Visit[],
  event: HistoryEvent,
  before: Visit | undefined,
  iteration: number | undefined,
): Visit | undefined {
  const isScheduled = event.type.endsWith('Scheduled');
  if (!isScheduled || (before !== undefined && !IN_CONTAINER.includes(before.type))) return before;
  const open = visits.filter((visit) => isOpen(visit) && visit.type === 'Task' && isInside(visit, before, iteration));
  const sent = textIn(event.details, 'parameters') ?? textIn(event.details, 'input');
  const isSame = (visit: Visit) => visit.attempts.some(({ parameters }) => parameters === sent);
  return open.find((visit) => isSame(visit) && !isAtWork(visit)) ?? open.find((visit) => !isAtWork(visit)) ?? before;
}

function isInside(visit: Visit, container: Visit | undefined, iteration: number | undefined): boolean {
  if (container === undefined) return true;
  const around = [visit, ...containersOf(visit)];
  const direct = around.find(({ place }) => place.container === container);
  return direct !== undefined && (iteration === undefined || direct.place.iteration === iteration);
}

const isAtWork = ({ attempts }: Visit) => attempts.at(-1)?.status === 'running';

export function inputOf({ details }: HistoryEvent): { input?: string } {
  const input = textIn(details, 'input');
  return input === undefined ? {} : { input };
}

export function variablesOf(members: Members): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(members).map(([name, value]) => [name, String(value)]));
}
