import { type LogEvent, logEvents } from '../model/logs/found-line.ts';
import { listIn, type Members, numberIn, textIn } from '../model/members.ts';
import { callJson } from './call-json.ts';

export interface LogGroup {
  readonly name: string;
  readonly storedBytes: number;
  /** Days; absent where lines are kept for ever. */
  readonly retentionDays?: number;
}

export interface LogStream {
  readonly name: string;
  /** Of its last line; absent where it has none. */
  readonly lastMs?: number;
}

export interface LogStreams {
  readonly streams: readonly LogStream[];
  readonly nextToken?: string;
}

/** AWS lists at most so many at once. */
const PAGE = 50;
const MAX_GROUPS = 2_000;

/** All groups, by name. */
export async function listLogGroups(signal?: AbortSignal): Promise<readonly LogGroup[]> {
  const groups: LogGroup[] = [];
  for (let page: Members = {}; ; ) {
    const answer = await callJson('logs', 'DescribeLogGroups', { limit: PAGE, ...page }, signal);
    groups.push(...listIn(answer, 'logGroups').map(groupIn));
    const nextToken = textIn(answer, 'nextToken');
    if (nextToken === undefined || groups.length >= MAX_GROUPS) return groups;
    page = { nextToken };
  }
}

function groupIn(group: Members): LogGroup {
  const retentionDays = numberIn(group, 'retentionInDays');
  return {
    name: textIn(group, 'logGroupName') ?? '',
    storedBytes: numberIn(group, 'storedBytes') ?? 0,
    ...(retentionDays === undefined ? {} : { retentionDays }),
  };
}

/** A page of a group's streams, the one with the newest line first. */
export async function listLogStreams(
  logGroupName: string,
  nextToken: string | undefined,
  signal?: AbortSignal,
): Promise<LogStreams> {
  const order = { orderBy: 'LastEventTime', descending: true, limit: PAGE };
  const answer = await callJson(
    'logs',
    'DescribeLogStreams',
    { logGroupName, ...order, ...(nextToken === undefined ? {} : { nextToken }) },
    signal,
  );
  const streams = listIn(answer, 'logStreams').map((stream) => {
    const lastMs = numberIn(stream, 'lastEventTimestamp');
    return { name: textIn(stream, 'logStreamName') ?? '', ...(lastMs === undefined ? {} : { lastMs }) };
  });
  const next = textIn(answer, 'nextToken');
  return { streams, ...(next === undefined ? {} : { nextToken: next }) };
}

/** What FilterLogEvents is asked, by AWS's names. */
export interface AskedLogEvents {
  readonly logGroupName: string;
  readonly logStreamNames?: readonly string[];
  readonly logStreamNamePrefix?: string;
  readonly startTime?: number;
  readonly endTime?: number;
  readonly filterPattern?: string;
  readonly nextToken?: string;
}

export interface LogEventsPage {
  readonly events: readonly LogEvent[];
  readonly nextToken?: string;
}

/** The oldest lines first. A page may be empty and still have a next one. */
export async function filterLogEvents(asked: AskedLogEvents, signal?: AbortSignal): Promise<LogEventsPage> {
  const answer = await callJson('logs', 'FilterLogEvents', asked, signal);
  const nextToken = textIn(answer, 'nextToken');
  return { events: logEvents(listIn(answer, 'events')), ...(nextToken === undefined ? {} : { nextToken }) };
}
