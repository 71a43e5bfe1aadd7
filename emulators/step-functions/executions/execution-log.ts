import { type CloudWatchLogsClient, type InputLogEvent, PutLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import type { HistoryEvent } from '../engine/history.ts';
import type { ExecutionRecord } from './execution-record.ts';
import { createStream } from './log-streams.ts';
import { logGroupOf } from './logging-target.ts';
import type { LoggingConfiguration, LogLevel } from './state-machine-record.ts';

const MAX_BATCH_EVENTS = 1_000;
const MAX_BATCH_CHARS = 200_000;

/** Sends an execution's events to the log group of its state machine. A delivery that fails never fails the execution. */
export class ExecutionLog {
  readonly #client: CloudWatchLogsClient;
  readonly #record: ExecutionRecord;
  readonly #configuration: LoggingConfiguration;
  readonly #stream: string;
  readonly #group: string | undefined;
  #waiting: InputLogEvent[] = [];
  #delivery: Promise<void> | undefined;
  #hasStream = false;

  /** `stream` may be that of other executions, too. */
  constructor(
    client: CloudWatchLogsClient,
    record: ExecutionRecord,
    configuration: LoggingConfiguration,
    stream: string,
  ) {
    this.#client = client;
    this.#record = record;
    this.#configuration = configuration;
    this.#group = logGroupOf(configuration);
    this.#stream = stream;
  }

  take(event: HistoryEvent): void {
    if (this.#group === undefined || !isLogged(event.type, this.#configuration.level)) return;
    const timestamp = Math.round(event.timestamp * 1000);
    this.#waiting.push({ timestamp, message: JSON.stringify(this.#line(event, timestamp)) });
    this.#delivery ??= this.#deliver(this.#group);
  }

  /** Resolves when everything taken so far has been delivered or given up. */
  async flushed(): Promise<void> {
    while (this.#delivery !== undefined) await this.#delivery;
  }

  async #deliver(logGroupName: string): Promise<void> {
    const stream = { logGroupName, logStreamName: this.#stream };
    try {
      if (!this.#hasStream) await createStream(this.#client, logGroupName, this.#stream);
      this.#hasStream = true;
      while (this.#waiting.length > 0) {
        await this.#client.send(new PutLogEventsCommand({ ...stream, logEvents: this.#nextBatch() }));
      }
    } catch {
      // As on AWS, a missing log group or permission shows itself only by missing log lines.
      this.#waiting = [];
    }
    this.#delivery = undefined;
  }

  #nextBatch(): InputLogEvent[] {
    const batch: InputLogEvent[] = [];
    let chars = 0;
    while (this.#waiting.length > 0 && batch.length < MAX_BATCH_EVENTS) {
      chars += this.#waiting[0]?.message?.length ?? 0;
      if (batch.length > 0 && chars > MAX_BATCH_CHARS) break;
      batch.push(...this.#waiting.splice(0, 1));
    }
    return batch;
  }

  #line(event: HistoryEvent, timestamp: number): object {
    const { id, type, previousEventId, timestamp: _, ...rest } = event;
    return {
      id: String(id),
      type,
      details: this.#details(Object.values(rest)[0]),
      previous_event_id: String(previousEventId),
      event_timestamp: String(timestamp),
      execution_arn: this.#record.executionArn,
      redrive_count: String(this.#record.redriveCount ?? 0),
    };
  }

  #details(content: unknown): object {
    if (typeof content !== 'object' || content === null) return {};
    if (this.#configuration.includeExecutionData) return content;
    return Object.fromEntries(Object.entries(content).filter(([name]) => !EXECUTION_DATA.has(name)));
  }
}

const EXECUTION_DATA = new Set(['input', 'inputDetails', 'output', 'outputDetails', 'parameters']);

const FATAL = /^Execution(Aborted|Failed|TimedOut)$/;
/** https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html, "Log levels for Step Functions execution events". */
const ERROR =
  /^(Execution(Aborted|Failed|TimedOut)|FailStateEntered|(Task|LambdaFunction|Activity).*(Failed|TimedOut)|EvaluationFailed|(Task|Wait|Parallel|Map)StateAborted|(ParallelState|MapState|MapIteration|MapRun)(Failed|Aborted))$/;

/** Whether events of this type are logged at this level. */
function isLogged(type: string, level: LogLevel): boolean {
  if (level === 'OFF') return false;
  if (level === 'FATAL') return FATAL.test(type);
  return level === 'ALL' || ERROR.test(type);
}
