import { optionalNumber, optionalString, requiredString } from '../core/validation/input-members.ts';
import type { JsonObject, JsonOperations } from '../core/wire/wire-json.ts';
import type { LogStore } from './log-store.ts';
import type { LogStream } from './log-stream.ts';
import { groupByNameOrIdentifier, invalidParameter } from './logs-input.ts';
import { comparePositions, fromToken, toToken } from './page-token.ts';

const PAGE = 50;

/** Log streams of a group. `arnPrefix` is `arn:aws:logs:<region>:<account>`. */
export function streamOperations(store: LogStore, arnPrefix: string): JsonOperations {
  return {
    CreateLogStream: (input) => {
      const { group, stream } = names(input, store);
      group.addStream(stream);
      return {};
    },
    DeleteLogStream: (input) => {
      const { group, stream } = names(input, store);
      group.deleteStream(stream);
      return {};
    },
    DescribeLogStreams: (input) => describeStreams(input, store, arnPrefix),
  };
}

function names(input: JsonObject, store: LogStore) {
  return {
    group: store.required(requiredString(input, 'logGroupName')),
    stream: requiredString(input, 'logStreamName'),
  };
}

function describeStreams(input: JsonObject, store: LogStore, arnPrefix: string): object {
  const groupName = groupByNameOrIdentifier(input);
  const prefix = optionalString(input, 'logStreamNamePrefix');
  const limit = optionalNumber(input, 'limit') ?? PAGE;
  const token = optionalString(input, 'nextToken');
  const orderBy = optionalString(input, 'orderBy') ?? 'LogStreamName';
  checkOrder(orderBy, prefix);
  const direction = input['descending'] === true ? -1 : 1;
  const after = token === undefined ? undefined : fromToken(token, 2);
  const found = store
    .required(groupName)
    .streams.filter(({ name }) => name.startsWith(prefix ?? ''))
    .map((stream) => ({ stream, position: positionOf(stream, orderBy) }))
    .sort((a, b) => direction * comparePositions(a.position, b.position))
    .filter(({ position }) => after === undefined || direction * comparePositions(position, after) > 0);
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  return {
    logStreams: shown.map(({ stream }) => describe(stream, `${arnPrefix}:log-group:${groupName}`)),
    ...(found.length > shown.length && last !== undefined ? { nextToken: toToken(last.position) } : {}),
  };
}

function checkOrder(orderBy: string, prefix: string | undefined): void {
  if (orderBy === 'LastEventTime' && prefix !== undefined) {
    throw invalidParameter('Cannot order by LastEventTime with a logStreamNamePrefix.');
  }
}

function positionOf(stream: LogStream, orderBy: string): [number, string] {
  return [orderBy === 'LastEventTime' ? (stream.events.last?.timestampMs ?? 0) : 0, stream.name];
}

function describe(stream: LogStream, groupArn: string): object {
  const { first, last } = stream.events;
  const times =
    first === undefined || last === undefined
      ? {}
      : {
          firstEventTimestamp: first.timestampMs,
          lastEventTimestamp: last.timestampMs,
          lastIngestionTime: last.ingestedAtMs,
        };
  return {
    logStreamName: stream.name,
    creationTime: stream.createdAtMs,
    ...times,
    arn: `${groupArn}:log-stream:${stream.name}`,
    // As on AWS since 2019: bytes are counted for the group only.
    storedBytes: 0,
  };
}
