import { setTimeout as delay } from 'node:timers/promises';
import { DescribeLogStreamsCommand, GetLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { DescribeTrainingJobCommand } from '@aws-sdk/client-sagemaker';
import {
  DescribeExecutionCommand,
  type DescribeExecutionCommandOutput,
  GetExecutionHistoryCommand,
  type HistoryEvent,
} from '@aws-sdk/client-sfn';
import type { AwsClients } from '../../emulators/core/aws-clients.ts';
import { ExecutionStates } from './execution-states.ts';
import type { EpochMetrics, RunProgress } from './run-progress.ts';
import { isToleratedReadError } from './tolerated-read-error.ts';
import { TrainingLog } from './training-log.ts';

export interface EndedExecution {
  readonly execution: DescribeExecutionCommandOutput;
  readonly history: readonly HistoryEvent[];
  /** Name of the last training job the execution asked for. */
  readonly trainingJobName?: string;
  readonly epochs: readonly EpochMetrics[];
}

const POLL_INTERVAL_MS = 150;
const TRAINING_LOG_GROUP = '/aws/sagemaker/TrainingJobs';

/** Follows an execution until it has ended, through AWS's own calls only, so that it works against any endpoint. */
export async function watchExecution(
  clients: AwsClients,
  executionArn: string,
  progress: RunProgress,
): Promise<EndedExecution> {
  const watch = new ExecutionWatch(clients, executionArn, progress);
  for (;;) {
    const execution = await clients.sfn.send(new DescribeExecutionCommand({ executionArn }));
    await watch.advance();
    if (execution.status !== 'RUNNING') return watch.ended(execution);
    await delay(POLL_INTERVAL_MS);
  }
}

class ExecutionWatch {
  readonly #clients: AwsClients;
  readonly #executionArn: string;
  readonly #progress: RunProgress;
  readonly #states: ExecutionStates;
  readonly #history: HistoryEvent[] = [];
  #job: WatchedJob | undefined;

  constructor(clients: AwsClients, executionArn: string, progress: RunProgress) {
    this.#clients = clients;
    this.#executionArn = executionArn;
    this.#progress = progress;
    this.#states = new ExecutionStates((state) => progress.stateChanged(state));
  }

  async advance(): Promise<void> {
    const events = await this.#newEvents();
    if (events.length === 0) this.#states.settle();
    // The job's last epochs before the event that says that its state has ended.
    await this.#job?.advance();
    for (const event of events) {
      this.#states.take(event);
      const name = trainingJobNameIn(event);
      if (name !== undefined) this.#job = new WatchedJob(this.#clients, name, this.#progress);
      this.#history.push(event);
    }
  }

  async #newEvents(): Promise<HistoryEvent[]> {
    const events: HistoryEvent[] = [];
    let nextToken: string | undefined;
    do {
      const page = await this.#clients.sfn.send(
        new GetExecutionHistoryCommand({
          executionArn: this.#executionArn,
          ...(nextToken === undefined ? {} : { nextToken }),
        }),
      );
      events.push(...(page.events ?? []));
      nextToken = page.nextToken;
    } while (nextToken !== undefined);
    return events.slice(this.#history.length);
  }

  async ended(execution: DescribeExecutionCommandOutput): Promise<EndedExecution> {
    await this.#job?.advance();
    const history = this.#history;
    const job = this.#job;
    if (job === undefined) return { execution, history, epochs: [] };
    return { execution, history, trainingJobName: job.name, epochs: job.log.epochs };
  }
}

/** The training job's name in the parameters of a task that was scheduled with one. */
function trainingJobNameIn(event: HistoryEvent): string | undefined {
  const details = event.taskScheduledEventDetails;
  if (details?.resourceType !== 'sagemaker' || details.resource?.startsWith('createTrainingJob') !== true) {
    return undefined;
  }
  const parameters: unknown = JSON.parse(details.parameters ?? '{}');
  if (typeof parameters !== 'object' || parameters === null || !('TrainingJobName' in parameters)) return undefined;
  return typeof parameters.TrainingJobName === 'string' ? parameters.TrainingJobName : undefined;
}

/** Reads a running job's phase and its log from where it was last read. */
class WatchedJob {
  readonly name: string;
  readonly log = new TrainingLog();
  readonly #clients: AwsClients;
  readonly #progress: RunProgress;
  #phase: string | undefined;
  #epochs: number | undefined;
  #logStreamName: string | undefined;
  #nextToken: string | undefined;

  constructor(clients: AwsClients, name: string, progress: RunProgress) {
    this.name = name;
    this.#clients = clients;
    this.#progress = progress;
  }

  async advance(): Promise<void> {
    // A job that was refused, or not made yet, has neither description nor log.
    const phase = await this.#readPhase().catch(ignoreUnreadable);
    // Epochs are shown below the phase they belong to, so a phase that follows them is shown after the log was read.
    if (phase === 'Training') this.#show(phase);
    await this.#readLog().catch(ignoreUnreadable);
    this.#show(phase);
  }

  async #readPhase(): Promise<string | undefined> {
    const job = await this.#clients.sagemaker.send(new DescribeTrainingJobCommand({ TrainingJobName: this.name }));
    this.#epochs = Number(job.HyperParameters?.['epochs'] ?? Number.NaN) || undefined;
    return job.SecondaryStatus;
  }

  #show(phase: string | undefined): void {
    if (phase === undefined || phase === this.#phase) return;
    this.#phase = phase;
    this.#progress.trainingPhase(phase);
  }

  async #readLog(): Promise<void> {
    this.#logStreamName ??= await this.#findLogStream();
    if (this.#logStreamName === undefined) return;
    for (;;) {
      const page = await this.#clients.logs.send(
        new GetLogEventsCommand({
          logGroupName: TRAINING_LOG_GROUP,
          logStreamName: this.#logStreamName,
          startFromHead: true,
          ...(this.#nextToken === undefined ? {} : { nextToken: this.#nextToken }),
        }),
      );
      for (const { message } of page.events ?? []) this.#takeLine(message ?? '');
      // The same token again means that the end has been reached.
      if (page.nextForwardToken === this.#nextToken) return;
      this.#nextToken = page.nextForwardToken;
    }
  }

  async #findLogStream(): Promise<string | undefined> {
    const { logStreams } = await this.#clients.logs.send(
      new DescribeLogStreamsCommand({ logGroupName: TRAINING_LOG_GROUP, logStreamNamePrefix: `${this.name}/` }),
    );
    return logStreams?.[0]?.logStreamName;
  }

  #takeLine(line: string): void {
    const epoch = this.log.take(line);
    if (epoch !== undefined) this.#progress.epoch(epoch, this.#epochs);
  }
}

/** What cannot be read now is read the next time. */
function ignoreUnreadable(error: unknown): undefined {
  if (!isToleratedReadError(error)) throw error;
}
