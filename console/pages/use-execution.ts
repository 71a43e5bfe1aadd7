import { useRef } from 'preact/hooks';
import { type Polled, usePolled } from '../app/polling.ts';
import { describeExecution, executionHistory, type HistoryPage } from '../aws/execution-calls.ts';
import { definitionOfExecution } from '../aws/machine-calls.ts';
import type { Execution } from '../model/execution.ts';
import { ExecutionStory } from '../model/history/execution-story.ts';
import type { HistoryEvent } from '../model/history/story-event.ts';

/** An execution with all of its history so far. */
export interface LiveExecution {
  readonly execution: Execution;
  readonly story: ExecutionStory;
  /** How many events the story had at this answer: it grows. */
  readonly eventCount: number;
  readonly definition: string;
}

const PAUSE_MS = 1_000;
const FIRST_PAGE = 1_000;
const NEWS_PAGE = 100;

/** Follows an execution until it has ended: what is new is asked for from the end of the history. */
export function useExecution(arn: string): Polled<LiveExecution> {
  const known = useRef({ arn, story: new ExecutionStory(), definition: '' });
  if (known.current.arn !== arn) known.current = { arn, story: new ExecutionStory(), definition: '' };
  const ask = async (signal: AbortSignal): Promise<LiveExecution> => {
    const { current } = known;
    // First the status, then the events: those of its end are there by then.
    const [execution, definition] = await Promise.all([
      describeExecution(arn, signal),
      current.definition === '' ? definitionOfExecution(arn, signal) : current.definition,
    ]);
    current.definition = definition;
    await takeNews(current.story, arn, signal);
    return { execution, story: current.story, eventCount: current.story.events.length, definition: current.definition };
  };
  return usePolled(ask, ({ execution }) => (execution.status === 'running' ? PAUSE_MS : undefined), [arn]);
}

async function takeNews(story: ExecutionStory, executionArn: string, signal: AbortSignal): Promise<void> {
  if (story.lastEventId === 0) return takeAll(story, executionArn, signal);
  const news: HistoryEvent[] = [];
  let nextToken: string | undefined;
  do {
    const asked = { executionArn, maxResults: NEWS_PAGE, reverseOrder: true };
    const page = await executionHistory({ ...asked, ...(nextToken === undefined ? {} : { nextToken }) }, signal);
    news.push(...page.events);
    nextToken = page.nextToken;
  } while (nextToken !== undefined && (news.at(-1)?.id ?? 0) > story.lastEventId + 1);
  story.take(news.toReversed());
}

/** Each page is asked for while the one before it is taken. */
async function takeAll(story: ExecutionStory, executionArn: string, signal: AbortSignal): Promise<void> {
  const pageAt = (token: { readonly nextToken?: string }) =>
    executionHistory({ executionArn, maxResults: FIRST_PAGE, ...token }, signal);
  let page: Promise<HistoryPage> | undefined = pageAt({});
  while (page !== undefined) {
    const { events, nextToken }: HistoryPage = await page;
    page = nextToken === undefined ? undefined : pageAt({ nextToken });
    story.take(events);
  }
}
