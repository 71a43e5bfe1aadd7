import { setTimeout as delay } from 'node:timers/promises';
import {
  DescribeExecutionCommand,
  type DescribeExecutionCommandOutput,
  GetExecutionHistoryCommand,
  type HistoryEvent,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import type { StartedCloud } from '../../emulators/cloud/started-cloud.ts';
import { UserError } from '../../emulators/core/user-error.ts';
import { unlessCloudFails } from '../clouds/cloud-failure.ts';

const POLL_INTERVAL_MS = 50;
const DEFAULT_TIMEOUT_MS = 120_000;

/** An execution of a state machine. */
export class StartedExecution {
  readonly arn: string;
  readonly #cloud: StartedCloud;

  constructor(cloud: StartedCloud, arn: string) {
    this.#cloud = cloud;
    this.arn = arn;
  }

  /** What DescribeExecution says now. */
  describe(): Promise<DescribeExecutionCommandOutput> {
    return this.#cloud.clients.sfn.send(new DescribeExecutionCommand({ executionArn: this.arn }));
  }

  /** What DescribeExecution says when it no longer runs; an error where that takes longer. */
  ended({ timeoutMs = DEFAULT_TIMEOUT_MS } = {}): Promise<DescribeExecutionCommandOutput> {
    return unlessCloudFails(this.#cloud, this.#ended(timeoutMs));
  }

  async #ended(timeoutMs: number): Promise<DescribeExecutionCommandOutput> {
    const giveUpAt = performance.now() + timeoutMs;
    for (;;) {
      const execution = await this.describe();
      if (execution.status !== 'RUNNING') return execution;
      if (performance.now() > giveUpAt) throw await this.#stillRuns(timeoutMs);
      await delay(POLL_INTERVAL_MS);
    }
  }

  /** All events so far. */
  async history(): Promise<readonly HistoryEvent[]> {
    const all: HistoryEvent[] = [];
    let nextToken: string | undefined;
    do {
      const token = nextToken === undefined ? {} : { nextToken };
      const command = new GetExecutionHistoryCommand({ executionArn: this.arn, maxResults: 1000, ...token });
      const page = await this.#cloud.clients.sfn.send(command);
      all.push(...(page.events ?? []));
      nextToken = page.nextToken;
    } while (nextToken !== undefined);
    return all;
  }

  /** Without effect on one that has ended. */
  async stop(): Promise<void> {
    await this.#cloud.clients.sfn.send(new StopExecutionCommand({ executionArn: this.arn }));
  }

  async #stillRuns(timeoutMs: number): Promise<UserError> {
    const entered = (await this.history()).map(({ stateEnteredEventDetails }) => stateEnteredEventDetails?.name ?? '');
    const state = entered.findLast((name) => name !== '') ?? 'none';
    return new UserError(
      'StillRunning',
      `the execution ${this.arn} still runs after ${timeoutMs} ms, last entered state: ${state}. Wait longer with ended({ timeoutMs })`,
    );
  }
}
