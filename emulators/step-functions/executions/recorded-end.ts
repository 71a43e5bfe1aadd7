import { isJsonObject } from '../../core/wire/wire-json.ts';
import { detailsOf, type HistoryEvent } from '../engine/history.ts';
import type { Outcome } from './execution-record.ts';
import { EMULATOR_ENDED } from './stop-reason.ts';

const END_TYPES: Readonly<Record<string, Outcome['status']>> = {
  ExecutionSucceeded: 'SUCCEEDED',
  ExecutionFailed: 'FAILED',
  ExecutionTimedOut: 'TIMED_OUT',
  ExecutionAborted: 'ABORTED',
};

/** The outcome that an execution's last event shows; undefined for any other event. */
export function outcomeOf(event: HistoryEvent): Outcome | undefined {
  const status = END_TYPES[event.type];
  if (status === undefined) return undefined;
  const details = event[detailsOf(event.type, {}).member];
  const { output, error, cause } = isJsonObject(details) ? details : {};
  return {
    status,
    ...(typeof output === 'string' ? { output } : {}),
    ...(typeof error === 'string' ? { error } : {}),
    ...(typeof cause === 'string' ? { cause } : {}),
  };
}

/** The event that ends the history of an execution which was cut short by the end of the emulator. */
export function emulatorEndedEvent(last: HistoryEvent | undefined, nowMs: number): HistoryEvent {
  const { status: _, ...content } = EMULATOR_ENDED;
  const type = 'ExecutionAborted';
  const id = (last?.id ?? 0) + 1;
  return { timestamp: nowMs / 1000, type, id, previousEventId: 0, [detailsOf(type, content).member]: content };
}
