import { optionalNumber, requiredString, structures } from '../core/validation/input-members.ts';
import type { JsonObject } from '../core/wire/wire-json.ts';
import type { LogStore } from './log-store.ts';
import { invalidParameter } from './logs-input.ts';

interface NewEvent {
  readonly timestampMs: number;
  readonly message: string;
}

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogEvents.html */
const MAX_BATCH_BYTES = 1_048_576;
const EVENT_OVERHEAD_BYTES = 26;
const DAY_MS = 86_400_000;
const OLDEST_MS = 14 * DAY_MS;
const NEWEST_MS = 2 * 3_600_000;

/** Takes in a batch; events too old, too new or expired are left out and reported by index. */
export function putLogEvents(input: JsonObject, store: LogStore): object {
  const events = structures(input, 'logEvents').map(newEvent);
  checkBatch(events);
  const group = store.required(requiredString(input, 'logGroupName'));
  const stream = group.requiredStream(requiredString(input, 'logStreamName'));
  const nowMs = Date.now();
  const bounds = { expiredMs: group.expiryMs(nowMs), oldMs: nowMs - OLDEST_MS, newMs: nowMs + NEWEST_MS };
  const from = Math.max(bounds.expiredMs, bounds.oldMs);
  const accepted = events.filter(({ timestampMs }) => timestampMs >= from && timestampMs <= bounds.newMs);
  checkSpan(accepted);
  stream.events.append(accepted, nowMs);
  const rejected = rejections(events, bounds);
  return {
    nextSequenceToken: stream.eventIdOf(stream.events.last ?? { timestampMs: 0, sequence: 0 }),
    ...(Object.keys(rejected).length === 0 ? {} : { rejectedLogEventsInfo: rejected }),
  };
}

function newEvent(entry: JsonObject): NewEvent {
  return { timestampMs: optionalNumber(entry, 'timestamp') ?? 0, message: requiredString(entry, 'message') };
}

function checkBatch(events: readonly NewEvent[]): void {
  const bytes = events.reduce((sum, { message }) => sum + Buffer.byteLength(message) + EVENT_OVERHEAD_BYTES, 0);
  if (bytes > MAX_BATCH_BYTES) {
    throw invalidParameter(`Upload too large: ${bytes} bytes exceeds limit of ${MAX_BATCH_BYTES}`);
  }
  if (events.some(({ timestampMs }, index) => timestampMs < (events[index - 1]?.timestampMs ?? 0))) {
    throw invalidParameter('Log events in a single PutLogEvents request must be in chronological order.');
  }
}

function checkSpan(events: readonly NewEvent[]): void {
  const [first, last] = [events[0], events.at(-1)];
  if (first === undefined || last === undefined || last.timestampMs - first.timestampMs <= DAY_MS) return;
  throw invalidParameter('The batch of log events in a single PutLogEvents request cannot span more than 24 hours.');
}

/** Ends are exclusive, the start of the too new ones is inclusive; events are in order of time. */
function rejections(events: readonly NewEvent[], bounds: { expiredMs: number; oldMs: number; newMs: number }): object {
  const before = (limitMs: number) => events.filter(({ timestampMs }) => timestampMs < limitMs).length;
  const [tooOld, expired, notTooNew] = [before(bounds.oldMs), before(bounds.expiredMs), before(bounds.newMs + 1)];
  return {
    ...(tooOld > 0 ? { tooOldLogEventEndIndex: tooOld } : {}),
    ...(expired > 0 ? { expiredLogEventEndIndex: expired } : {}),
    ...(notTooNew < events.length ? { tooNewLogEventStartIndex: notTooNew } : {}),
  };
}
