import { type LogLine, logLinesIn } from '../model/log-line.ts';
import { listIn, textIn } from '../model/members.ts';
import { AwsProblem } from './aws-call.ts';
import { callJson } from './call-json.ts';

/** Names of a group's streams that begin so; none where there is no such group. */
export async function logStreamNames(
  logGroupName: string,
  logStreamNamePrefix: string,
  signal?: AbortSignal,
): Promise<readonly string[]> {
  try {
    const answer = await callJson('logs', 'DescribeLogStreams', { logGroupName, logStreamNamePrefix }, signal);
    return listIn(answer, 'logStreams').map((stream) => textIn(stream, 'logStreamName') ?? '');
  } catch (error) {
    if (error instanceof AwsProblem && error.code === 'ResourceNotFoundException') return [];
    throw error;
  }
}

/** Up to where a stream is known. */
export interface StreamPlace {
  readonly token: string;
  readonly lineCount: number;
}

export interface LogNews {
  readonly lines: readonly LogLine[];
  readonly place: StreamPlace;
}

/** What a stream holds from a place on; from its beginning without one. */
export async function logNews(
  logGroupName: string,
  logStreamName: string,
  place: StreamPlace | undefined,
  signal?: AbortSignal,
): Promise<LogNews> {
  const lines: LogLine[] = [];
  const known = place?.lineCount ?? 0;
  for (let token = place?.token; ; ) {
    const from = token === undefined ? {} : { nextToken: token };
    const asked = { logGroupName, logStreamName, startFromHead: true, ...from };
    const answer = await callJson('logs', 'GetLogEvents', asked, signal);
    lines.push(...logLinesIn(listIn(answer, 'events'), logStreamName, known + lines.length));
    const next = textIn(answer, 'nextForwardToken') ?? '';
    // At the end AWS gives the token that it was asked with.
    if (next === '' || next === token) return { lines, place: { token: next, lineCount: known + lines.length } };
    token = next;
  }
}
