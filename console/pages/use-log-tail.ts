import { useEffect, useRef } from 'preact/hooks';
import { type Polled, usePolled } from '../app/polling.ts';
import { filterLogEvents } from '../aws/log-groups.ts';
import type { LogEvent } from '../model/logs/found-line.ts';
import { LogTail } from '../model/logs/log-tail.ts';

/** Which lines are asked for. */
export interface AskedLog {
  readonly group: string;
  /** One stream alone; wins over the prefix. */
  readonly stream?: string;
  readonly streamPrefix?: string;
  /** CloudWatch's filter pattern. */
  readonly pattern?: string;
  readonly fromMs?: number;
  readonly toMs?: number;
  /** Whether what comes later is asked for, too. */
  readonly isFollowed: boolean;
}

export interface LogLinesSoFar {
  readonly events: readonly LogEvent[];
  /** Older lines that are not shown any more, since there are too many. */
  readonly dropped: number;
}

const [NEWS_PAUSE_MS, QUIET_PAUSE_MS] = [1_500, 3_000];

/** The lines of a group, some of its streams or one; while it is followed what is new is asked for from the last line on. */
export function useLogTail(asked: AskedLog): Polled<LogLinesSoFar> {
  // Whether it is followed changes how often it asks, not what is known.
  const { isFollowed, ...what } = asked;
  const key = JSON.stringify(what);
  const known = useRef({ key, tail: new LogTail(), isQuiet: false });
  if (known.current.key !== key) known.current = { key, tail: new LogTail(), isQuiet: false };
  const ask = async (signal: AbortSignal): Promise<LogLinesSoFar> => {
    const { current } = known;
    const news = await takeNews(current.tail, asked, signal);
    current.isQuiet = news === 0;
    return { events: current.tail.events, dropped: current.tail.dropped };
  };
  const pauseMs = () => {
    if (!isFollowed) return undefined;
    return known.current.isQuiet ? QUIET_PAUSE_MS : NEWS_PAUSE_MS;
  };
  const polled = usePolled(ask, pauseMs, [key]);
  const { reload } = polled;
  useEffect(() => {
    if (isFollowed) reload();
  }, [isFollowed, reload]);
  return polled;
}

async function takeNews(tail: LogTail, asked: AskedLog, signal: AbortSignal): Promise<number> {
  const { group, stream, streamPrefix, pattern = '', toMs } = asked;
  const startTime = tail.nextFromMs ?? asked.fromMs;
  const input = {
    logGroupName: group,
    ...(stream !== undefined
      ? { logStreamNames: [stream] }
      : streamPrefix === undefined
        ? {}
        : { logStreamNamePrefix: streamPrefix }),
    ...(startTime === undefined ? {} : { startTime: Math.floor(startTime) }),
    ...(toMs === undefined ? {} : { endTime: Math.ceil(toMs) }),
    ...(pattern === '' ? {} : { filterPattern: pattern }),
  };
  let news = 0;
  let nextToken: string | undefined;
  do {
    const page = await filterLogEvents({ ...input, ...(nextToken === undefined ? {} : { nextToken }) }, signal);
    news += tail.take(page.events);
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  return news;
}
