import { isMembers, type Members, numberIn, textIn, timeMsIn } from '../members.ts';

/** An event as GetExecutionHistory lists it. */
export interface HistoryEvent {
  readonly id: number;
  readonly previousId: number;
  /** Such as `TaskStateEntered`. */
  readonly type: string;
  readonly timeMs: number;
  /** What the member `…EventDetails` holds. */
  readonly details: Members;
}

/** Events of an answer; entries that are none are left out. */
export function historyEvents(list: readonly unknown[]): readonly HistoryEvent[] {
  const events: HistoryEvent[] = [];
  for (const entry of list) {
    if (!isMembers(entry)) continue;
    const id = numberIn(entry, 'id');
    const type = textIn(entry, 'type');
    const timeMs = timeMsIn(entry, 'timestamp');
    if (id === undefined || type === undefined || timeMs === undefined) continue;
    events.push({ id, previousId: numberIn(entry, 'previousEventId') ?? 0, type, timeMs, details: detailsOf(entry) });
  }
  return events;
}

/** Without a list of all members: there may be 25,000 events. */
function detailsOf(entry: Members): Members {
  for (const name in entry) {
    if (!name.endsWith('EventDetails')) continue;
    const details = entry[name];
    return isMembers(details) ? details : {};
  }
  return {};
}
