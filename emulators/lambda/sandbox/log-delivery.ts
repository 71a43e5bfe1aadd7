import {
  type CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  type InputLogEvent,
  PutLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';

const MAX_BATCH_EVENTS = 10_000;
const MAX_BATCH_BYTES = 1_048_576;
const EVENT_OVERHEAD_BYTES = 26;
/** A longer line is cut, as Lambda does. */
const MAX_LINE_CHARS = 256 * 1024;

/** Sends one stream's lines in the background, one request at a time; group and stream are made when they are missing. */
export class LogDelivery {
  readonly #logs: CloudWatchLogsClient;
  readonly #names: { readonly logGroupName: string; readonly logStreamName: string };
  #waiting: { timestamp: number; message: string }[] = [];
  #sending: Promise<void> | undefined;

  constructor(logs: CloudWatchLogsClient, logGroupName: string, logStreamName: string) {
    this.#logs = logs;
    this.#names = { logGroupName, logStreamName };
  }

  get streamName(): string {
    return this.#names.logStreamName;
  }

  add(timestamp: number, text: string): void {
    if (text === '') return;
    this.#waiting.push({ timestamp, message: text.slice(0, MAX_LINE_CHARS) });
    this.#sending ??= this.#sendAll();
  }

  /** Resolves when everything added before has been sent or refused. */
  async drained(): Promise<void> {
    await this.#sending;
  }

  /** A function runs on when its logs cannot be written, as on AWS; the warning is ours. */
  async #sendAll(): Promise<void> {
    try {
      while (this.#waiting.length > 0) await this.#send(this.#nextBatch());
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      process.emitWarning(`log lines for ${this.#names.logGroupName} were not delivered: ${reason}`);
    } finally {
      this.#sending = undefined;
    }
  }

  #nextBatch(): InputLogEvent[] {
    let bytes = 0;
    const tooMany = this.#waiting.findIndex(({ message }, index) => {
      bytes += Buffer.byteLength(message) + EVENT_OVERHEAD_BYTES;
      return index === MAX_BATCH_EVENTS || bytes > MAX_BATCH_BYTES;
    });
    const batch = this.#waiting.slice(0, tooMany < 0 ? undefined : Math.max(1, tooMany));
    this.#waiting = this.#waiting.slice(batch.length);
    // Lines of the runtime and of the function come by different ways and may overtake each other by a millisecond.
    return batch.sort((a, b) => a.timestamp - b.timestamp);
  }

  async #send(logEvents: InputLogEvent[]): Promise<void> {
    const put = () => this.#logs.send(new PutLogEventsCommand({ ...this.#names, logEvents }));
    try {
      await put();
    } catch (error) {
      if (!isNamed(error, 'ResourceNotFoundException')) throw error;
      await this.#makeStream();
      await put();
    }
  }

  async #makeStream(): Promise<void> {
    const { logGroupName } = this.#names;
    const make = () => this.#logs.send(new CreateLogStreamCommand(this.#names));
    try {
      await make();
    } catch (error) {
      if (!isNamed(error, 'ResourceNotFoundException')) throw error;
      await this.#logs.send(new CreateLogGroupCommand({ logGroupName })).catch((conflict: unknown) => {
        if (!isNamed(conflict, 'ResourceAlreadyExistsException')) throw conflict;
      });
      await make();
    }
  }
}

function isNamed(error: unknown, name: string): boolean {
  return error instanceof Error && error.name === name;
}
