import type { Execution } from '../../model/execution.ts';
import { ExecutionStory } from '../../model/history/execution-story.ts';
import type { HistoryEvent } from '../../model/history/story-event.ts';
import { describeExecution, executionHistory, type HistoryPage } from '../execution-calls.ts';
import { firstAnswers, historyPage } from './first-answers.ts';

/** An execution with its history so far. */
export interface LiveExecution {
  readonly execution: Execution;
  readonly story: ExecutionStory;
  /** How many events the story had at this answer: it grows. */
  readonly eventCount: number;
  /** Whether those are all that there were. */
  readonly isWhole: boolean;
  /** While they are not all: whether the others take so long that these should be looked at. */
  readonly takesLong: boolean;
  readonly definition: string;
}

/** What is read in less is shown when it is whole: to draw a part takes as long as to read some pages more. */
const LONG_MS = 500;
const NEWS_PAGE = 100;

/** Reads all of a history once, and then what is new from its end. */
export class FollowedExecution {
  readonly arn: string;
  readonly #story = new ExecutionStory();
  /** Known once the history was read to its end. */
  #definition: string | undefined;

  constructor(arn: string) {
    this.arn = arn;
  }

  /** `show` is given what is there while more is being read. */
  async ask(signal: AbortSignal, show: (live: LiveExecution) => void): Promise<LiveExecution> {
    const definition = this.#definition;
    if (definition === undefined) return this.#open(signal, show);
    // First the status, then the events: those of its end are there by then.
    const execution = await describeExecution(this.arn, signal);
    await this.#takeNews(signal);
    return this.#live(execution, definition);
  }

  async #open(signal: AbortSignal, show: (live: LiveExecution) => void): Promise<LiveExecution> {
    const [execution, definition, page] = await firstAnswers(this.arn, signal);
    await this.#takeAll(page, signal, (takesLong) =>
      show({ ...this.#live(execution, definition), isWhole: false, takesLong }),
    );
    // It may have ended between the two answers.
    if (execution.status !== 'running' && !this.#story.hasEnded) await this.#takeNews(signal);
    this.#definition = definition;
    return this.#live(execution, definition);
  }

  /** Each page is asked for while the one before it is taken. */
  async #takeAll(first: HistoryPage, signal: AbortSignal, show: (takesLong: boolean) => void): Promise<void> {
    let shownMs = performance.now();
    for (let page: HistoryPage | undefined = first; page !== undefined; ) {
      const { events, nextToken }: HistoryPage = page;
      const next: Promise<HistoryPage> | undefined =
        nextToken === undefined ? undefined : historyPage(this.arn, { nextToken }, signal);
      this.#story.take(events);
      const takesLong = performance.now() - shownMs > LONG_MS;
      if (next !== undefined && (page === first || takesLong)) {
        show(takesLong);
        shownMs = performance.now();
      }
      page = await next;
    }
  }

  async #takeNews(signal: AbortSignal): Promise<void> {
    const { lastEventId } = this.#story;
    const news: HistoryEvent[] = [];
    let token: { readonly nextToken?: string } = {};
    do {
      const asked = { executionArn: this.arn, maxResults: NEWS_PAGE, reverseOrder: true };
      const { events, nextToken } = await executionHistory({ ...asked, ...token }, signal);
      news.push(...events);
      token = nextToken === undefined ? {} : { nextToken };
    } while (token.nextToken !== undefined && (news.at(-1)?.id ?? 0) > lastEventId + 1);
    this.#story.take(news.toReversed());
  }

  #live(execution: Execution, definition: string): LiveExecution {
    const story = this.#story;
    return { execution, story, eventCount: story.events.length, isWhole: true, takesLong: false, definition };
  }
}
