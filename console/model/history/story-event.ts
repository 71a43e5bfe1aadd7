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
  return list.filter(isMembers).flatMap((entry) => {
    const id = numberIn(entry, 'id');
    const type = textIn(entry, 'type');
    const timeMs = timeMsIn(entry, 'timestamp');
    if (id === undefined || type === undefined || timeMs === undefined) return [];
    return [{ id, previousId: numberIn(entry, 'previousEventId') ?? 0, type, timeMs, details: detailsOf(entry) }];
  });
}

function detailsOf(entry: Members): Members {
  const [details] = Object.entries(entry)
    .filter(([name]) => name.endsWith('EventDetails'))
    .map(([, value]) => value);
  return isMembers(details) ? details : {};
}
