import { optionalNumber, optionalString, requiredString } from '../core/validation/input-members.ts';
import type { JsonObject } from '../core/wire/wire-json.ts';
import type { EventKey, LogEvent } from './log-event.ts';
import type { LogStore } from './log-store.ts';
import type { LogStream } from './log-stream.ts';
import { groupByNameOrIdentifier, MAX_EVENTS } from './logs-input.ts';
import { invalidToken } from './page-token.ts';

const MAX_PAGE_BYTES = 1_048_576;
const TOKEN = /^([fb])\/(\d{16})\d{20}(\d{20})\/s$/;
const BEGINNING: EventKey = { timestampMs: 0, sequence: 0 };

interface Window {
  /** Inclusive. */
  readonly fromMs: number;
  /** Exclusive. */
  readonly toMs: number;
  readonly limit: number;
}

/**
 * One page of a stream. A forward token points after the last event shown, a backward token before the first; at either end
 * of the stream the page is empty and the token that was given comes back, which is how clients know the end.
 */
export function getLogEvents(input: JsonObject, store: LogStore): object {
  const fromMs = optionalNumber(input, 'startTime') ?? 0;
  const toMs = optionalNumber(input, 'endTime') ?? Number.POSITIVE_INFINITY;
  const limit = optionalNumber(input, 'limit') ?? MAX_EVENTS;
  const token = optionalString(input, 'nextToken');
  const group = store.required(groupByNameOrIdentifier(input));
  const stream = group.requiredStream(requiredString(input, 'logStreamName'));
  const window = { fromMs: Math.max(fromMs, group.expiryMs(Date.now())), toMs, limit };
  return readPage(stream, window, token === undefined ? undefined : fromToken(token), input['startFromHead'] === true);
}

function readPage(stream: LogStream, window: Window, token: Position | undefined, startFromHead: boolean): object {
  const forward = token === undefined ? startFromHead : token.forward;
  const events = forward ? pageForward(stream, window, token?.key) : pageBackward(stream, window, token?.key);
  const [first, last] = [events[0], events.at(-1)];
  const here = token?.key ?? BEGINNING;
  return {
    events: events.map(({ timestampMs, message, ingestedAtMs }) => ({
      timestamp: timestampMs,
      message,
      ingestionTime: ingestedAtMs,
    })),
    nextForwardToken: `f/${stream.eventIdOf(last ?? (forward ? here : shifted(here, -1)))}/s`,
    nextBackwardToken: `b/${stream.eventIdOf(first ?? (forward ? shifted(here, 1) : here))}/s`,
  };
}

function pageForward({ events }: LogStream, { fromMs, toMs, limit }: Window, after: EventKey | undefined): LogEvent[] {
  const start =
    after !== undefined && after.timestampMs >= fromMs ? shifted(after, 1) : { timestampMs: fromMs, sequence: 0 };
  return take(events.forward(events.offsetOf(start)), limit, ({ timestampMs }) => timestampMs < toMs);
}

function pageBackward(
  { events }: LogStream,
  { fromMs, toMs, limit }: Window,
  before: EventKey | undefined,
): LogEvent[] {
  const end = before !== undefined && before.timestampMs < toMs ? before : { timestampMs: toMs, sequence: 0 };
  const page = take(events.backward(events.offsetOf(end)), limit, ({ timestampMs }) => timestampMs >= fromMs);
  return page.reverse();
}

function take(events: Iterable<LogEvent>, limit: number, within: (event: LogEvent) => boolean): LogEvent[] {
  const page: LogEvent[] = [];
  let bytes = 0;
  for (const event of events) {
    bytes += Buffer.byteLength(event.message);
    if (!within(event) || (bytes > MAX_PAGE_BYTES && page.length > 0)) break;
    page.push(event);
    if (page.length === limit) break;
  }
  return page;
}

function shifted({ timestampMs, sequence }: EventKey, by: 1 | -1): EventKey {
  return { timestampMs, sequence: Math.max(0, sequence + by) };
}

interface Position {
  readonly forward: boolean;
  readonly key: EventKey;
}

function fromToken(token: string): Position {
  const [, direction, timestampMs, sequence] = TOKEN.exec(token) ?? [];
  if (direction === undefined) throw invalidToken();
  return { forward: direction === 'f', key: { timestampMs: Number(timestampMs), sequence: Number(sequence) } };
}
