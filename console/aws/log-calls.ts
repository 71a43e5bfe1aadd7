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

export interface LogNews {
  readonly lines: readonly LogLine[];
  /** For what comes after. */
  readonly nextToken: string;
}

/** What a stream holds from a place on; from its beginning without a token. */
export async function logNews(
  logGroupName: string,
  logStreamName: string,
  nextToken: string | undefined,
  signal?: AbortSignal,
): Promise<LogNews> {
  const lines: LogLine[] = [];
  for (let token = nextToken; ; ) {
    const from = token === undefined ? {} : { nextToken: token };
    const asked = { logGroupName, logStreamName, startFromHead: true, ...from };
    const answer = await callJson('logs', 'GetLogEvents', asked, signal);
    lines.push(...logLinesIn(listIn(answer, 'events')));
    // At the end AWS gives the token that it was asked with.
    const next = textIn(answer, 'nextForwardToken');
    if (next === undefined || next === token) return { lines, nextToken: next ?? '' };
    token = next;
  }
}
