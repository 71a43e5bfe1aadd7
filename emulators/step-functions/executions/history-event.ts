import { isNumber, isText, record } from '../../core/storage/record-shape.ts';
import type { HistoryEvent } from '../engine/history.ts';

const hasMembers = record<Pick<HistoryEvent, 'timestamp' | 'type' | 'id' | 'previousEventId'>>({
  timestamp: isNumber,
  type: isText,
  id: isNumber,
  previousEventId: isNumber,
});

export function isHistoryEvent(value: unknown): value is HistoryEvent {
  return hasMembers(value);
}
