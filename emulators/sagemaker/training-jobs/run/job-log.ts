import {
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  DescribeLogStreamsCommand,
  type InputLogEvent,
  PutLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { JobMetrics } from './job-metrics.ts';
import type { RoleSession } from './role-session.ts';

/** Where the log of a kind of job is, and what its streams are called behind the job's name. */
export interface LogPlace {
  readonly group: string;
  readonly host: string;
}

const TRAINING: LogPlace = { group: '/aws/sagemaker/TrainingJobs', host: 'algo-1' };
const FLUSH_DELAY_MS = 200;
const MAX_BATCH_EVENTS = 10_000;
/** PutLogEvents takes 1,048,576 bytes, counting 26 for each event; a fourth of it keeps a long line within its own limit too. */
const MAX_BATCH_BYTES = 262_144;
const EVENT_OVERHEAD_BYTES = 26;
/** Lines and metrics that may wait to be delivered before whoever writes them is held up. */
const MAX_WAITING = 20_000;
const MAX_WAITING_CHARACTERS = 8 * 1024 * 1024;

/**
 * What CloudWatch gets of one job: the lines of its log stream, `<job>/algo-1-<epoch seconds>`, in batches and in order, and
 * its metrics. A log that cannot be delivered does not end the job, as on AWS.
 */
export class JobLog {
  readonly metrics: JobMetrics;
  readonly #role: RoleSession;
  readonly #group: string;
  readonly #stream: string;
  #waiting: InputLogEvent[] = [];
  #timer: NodeJS.Timeout | undefined;
  #delivery: Promise<boolean>;
  /** Lines that are written and not delivered. */
  #undelivered = 0;
  #undeliveredCharacters = 0;

  constructor(role: RoleSession, jobName: string, nowMs: number, { group, host } = TRAINING) {
    this.metrics = new JobMetrics(role, jobName);
    this.#role = role;
    this.#group = group;
    this.#stream = `${jobName}/${host}-${Math.floor(nowMs / 1000)}`;
    this.#delivery = this.#open();
  }

  write(line: string): void {
    // CloudWatch Logs refuses events without text.
    if (line === '') return;
    const message = line.slice(0, MAX_BATCH_BYTES / 4 - EVENT_OVERHEAD_BYTES);
    this.#waiting.push({ message, timestamp: Date.now() });
    this.#undelivered += 1;
    this.#undeliveredCharacters += message.length;
    this.#timer ??= setTimeout(() => this.#flush(), FLUSH_DELAY_MS);
  }

  /** Undefined while more may be written; else resolves when it may: a program can print faster than it can be delivered. */
  room(): Promise<void> | undefined {
    const isFull =
      this.#undelivered + this.metrics.undelivered >= MAX_WAITING ||
      this.#undeliveredCharacters >= MAX_WAITING_CHARACTERS;
    return isFull ? this.close() : undefined;
  }

  /** Delivers what is left. */
  async close(): Promise<void> {
    this.#flush();
    await Promise.all([this.#delivery, this.metrics.close()]);
  }

  #flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const events = this.#waiting;
    this.#waiting = [];
    for (const batch of batches(events)) {
      this.#delivery = this.#delivery.then(async (open) => {
        const isDelivered = open && (await this.#put(batch));
        this.#undelivered -= batch.length;
        this.#undeliveredCharacters -= batch.reduce((sum, { message = '' }) => sum + message.length, 0);
        return isDelivered;
      });
    }
  }

  async #open(): Promise<boolean> {
    try {
      const { logs } = await this.#role.clients();
      await logs.send(new CreateLogGroupCommand({ logGroupName: this.#group })).catch(ignoreExisting);
      const stream = { logGroupName: this.#group, logStreamName: this.#stream };
      await logs.send(new DescribeLogStreamsCommand({ logGroupName: this.#group, logStreamNamePrefix: this.#stream }));
      await logs.send(new CreateLogStreamCommand(stream)).catch(ignoreExisting);
      return true;
    } catch {
      return false;
    }
  }

  async #put(logEvents: InputLogEvent[]): Promise<boolean> {
    const target = { logGroupName: this.#group, logStreamName: this.#stream };
    try {
      const { logs } = await this.#role.clients();
      await logs.send(new PutLogEventsCommand({ ...target, logEvents }));
      return true;
    } catch {
      return false;
    }
  }
}

function ignoreExisting(error: unknown): void {
  if (!(error instanceof Error && error.name === 'ResourceAlreadyExistsException')) throw error;
}

function* batches(events: readonly InputLogEvent[]): Generator<InputLogEvent[]> {
  let batch: InputLogEvent[] = [];
  let bytes = 0;
  for (const event of events) {
    const size = Buffer.byteLength(event.message ?? '') + EVENT_OVERHEAD_BYTES;
    if (batch.length > 0 && (batch.length === MAX_BATCH_EVENTS || bytes + size > MAX_BATCH_BYTES)) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push(event);
    bytes += size;
  }
  if (batch.length > 0) yield batch;
}
