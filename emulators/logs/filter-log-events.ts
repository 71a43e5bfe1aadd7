import { optionalNumber, optionalString, optionalStrings } from '../core/validation/input-members.ts';
import type { JsonObject } from '../core/wire/wire-json.ts';
import { type MessageFilter, parseFilterPattern } from './filter-pattern.ts';
import type { EventKey, LogEvent } from './log-event.ts';
import type { LogGroup } from './log-group.ts';
import type { LogStore } from './log-store.ts';
import type { LogStream } from './log-stream.ts';
import { groupByNameOrIdentifier, invalidParameter, MAX_EVENTS } from './logs-input.ts';
import { comparePositions, fromToken, toToken } from './page-token.ts';

const MAX_PAGE_BYTES = 1_048_576;
/** A call looks at no more than this and then answers what it found and a token, as AWS does, so that it cannot hold up others. */
const MAX_SCANNED_BYTES = 16 * 1_048_576;
/** Short events take their time, too. */
const MAX_SCANNED_EVENTS = 50_000;

interface Search {
  readonly fromMs: number;
  /** Inclusive, unlike in GetLogEvents. */
  readonly toMs: number;
  readonly limit: number;
  readonly filter: MessageFilter;
  /** Time, stream and sequence number of the last event looked at by the page before. */
  readonly after?: readonly [timestampMs: number, streamName: string, sequence: number];
}

interface Found extends LogEvent {
  readonly stream: LogStream;
}

/** Events of several streams, interleaved by time. */
export function filterLogEvents(input: JsonObject, store: LogStore): object {
  const names = optionalStrings(input, 'logStreamNames');
  const prefix = optionalString(input, 'logStreamNamePrefix');
  const fromMs = optionalNumber(input, 'startTime') ?? 0;
  const toMs = optionalNumber(input, 'endTime') ?? Number.POSITIVE_INFINITY;
  const limit = optionalNumber(input, 'limit') ?? MAX_EVENTS;
  const pattern = optionalString(input, 'filterPattern') ?? '';
  const token = optionalString(input, 'nextToken');
  const group = store.required(groupByNameOrIdentifier(input));
  const search = {
    fromMs: Math.max(fromMs, group.expiryMs(Date.now())),
    toMs,
    limit,
    filter: parseFilterPattern(pattern),
  };
  return readPage(
    chosenStreams(group, names, prefix),
    token === undefined ? search : { ...search, after: position(token) },
  );
}

function chosenStreams(group: LogGroup, names: readonly string[] | undefined, prefix: string | undefined): LogStream[] {
  if (names !== undefined && prefix !== undefined) {
    throw invalidParameter('[rehearsal] logStreamNames and logStreamNamePrefix exclude each other');
  }
  if (names === undefined) return group.streams.filter(({ name }) => name.startsWith(prefix ?? ''));
  return [...new Set(names)].map((name) => group.requiredStream(name));
}

function readPage(streams: readonly LogStream[], search: Search): object {
  const events: Found[] = [];
  let [pageBytes, scannedBytes, scannedEvents] = [0, 0, 0];
  let looked: Found | undefined;
  let more = false;
  for (const event of interleaved(streams, search)) {
    const bytes = Buffer.byteLength(event.message);
    const fits = search.filter(event.message);
    const isFull = fits && events.length > 0 && pageBytes + bytes > MAX_PAGE_BYTES;
    const isLong = scannedBytes > MAX_SCANNED_BYTES || scannedEvents === MAX_SCANNED_EVENTS;
    if (isFull || events.length === search.limit || isLong) {
      more = true;
      break;
    }
    scannedBytes += bytes;
    scannedEvents += 1;
    looked = event;
    if (!fits) continue;
    pageBytes += bytes;
    events.push(event);
  }
  return {
    events: events.map(shown),
    searchedLogStreams: [],
    ...(more && looked !== undefined
      ? { nextToken: toToken([looked.timestampMs, looked.stream.name, looked.sequence]) }
      : {}),
  };
}

function shown(event: Found): object {
  return {
    logStreamName: event.stream.name,
    timestamp: event.timestampMs,
    message: event.message,
    ingestionTime: event.ingestedAtMs,
    eventId: event.stream.eventIdOf(event),
  };
}

function* interleaved(streams: readonly LogStream[], search: Search): Generator<Found> {
  const heads = streams.flatMap((stream) => {
    const rest = stream.events.forward(stream.events.offsetOf(startIn(stream, search)));
    const head = rest.next();
    return head.done === true ? [] : [{ stream, rest, event: head.value }];
  });
  while (heads.length > 0) {
    const earliest = heads.reduce((best, head) => (isBefore(head, best) ? head : best));
    if (earliest.event.timestampMs > search.toMs) return;
    yield { ...earliest.event, stream: earliest.stream };
    const next = earliest.rest.next();
    if (next.done === true) heads.splice(heads.indexOf(earliest), 1);
    else earliest.event = next.value;
  }
}

interface Head {
  readonly stream: LogStream;
  readonly event: LogEvent;
}

function isBefore(a: Head, b: Head): boolean {
  return comparePositions([a.event.timestampMs, a.stream.name], [b.event.timestampMs, b.stream.name]) < 0;
}

/** Where a page begins in a stream; events of the same millisecond are ordered by their streams' names. */
function startIn(stream: LogStream, { fromMs, after }: Search): EventKey {
  if (after === undefined || after[0] < fromMs) return { timestampMs: fromMs, sequence: 0 };
  const [timestampMs, name, sequence] = after;
  if (stream.name === name) return { timestampMs, sequence: sequence + 1 };
  return { timestampMs: stream.name < name ? timestampMs + 1 : timestampMs, sequence: 0 };
}

function position(token: string): [number, string, number] {
  const [timestampMs, name, sequence] = fromToken(token, 3);
  return [Number(timestampMs), String(name), Number(sequence)];
}
