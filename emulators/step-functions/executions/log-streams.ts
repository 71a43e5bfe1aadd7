import {
  type CloudWatchLogsClient,
  CreateLogStreamCommand,
  PutLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import type { ExecutionRecord } from './execution-record.ts';
import { logGroupOf } from './logging-target.ts';
import type { LoggingConfiguration } from './state-machine-record.ts';

/** How long a state machine's executions are delivered to one stream. */
const SHARED_MS = 10_000;

interface Stream {
  readonly name: string;
  readonly sinceMs: number;
}

/** Names of the streams that executions are logged to: those of one state machine within seconds have one. */
export class LogStreams {
  readonly #latest = new Map<string, Stream>();

  nameFor({ stateMachineName, startedMs, sequence }: ExecutionRecord): string {
    const latest = this.#latest.get(stateMachineName);
    if (latest !== undefined && Math.abs(startedMs - latest.sinceMs) < SHARED_MS) return latest.name;
    const hour = new Date(startedMs).toISOString().slice(0, 13).replace('T', '-');
    const name = `states/${stateMachineName}/${hour}-00/${sequence.toString(16).padStart(8, '0')}`;
    this.#latest.set(stateMachineName, { name, sinceMs: startedMs });
    return name;
  }
}

/** Creates a stream that may be there already. */
export async function createStream(
  logs: CloudWatchLogsClient,
  logGroupName: string,
  logStreamName: string,
): Promise<void> {
  try {
    await logs.send(new CreateLogStreamCommand({ logGroupName, logStreamName }));
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'ResourceAlreadyExistsException') throw error;
  }
}

const VALIDATION_STREAM = 'log_stream_created_by_aws_to_validate_log_delivery_subscriptions';
const VALIDATION_TEXT =
  'Permissions are set correctly to allow AWS CloudWatch Logs to write into your logs while creating a subscription.';

/** What AWS writes when the delivery to a log group is set up. One that cannot be written changes nothing. */
export async function validateDelivery(logs: CloudWatchLogsClient, configuration: LoggingConfiguration): Promise<void> {
  const logGroupName = logGroupOf(configuration);
  if (logGroupName === undefined) return;
  const stream = { logGroupName, logStreamName: VALIDATION_STREAM };
  try {
    await createStream(logs, logGroupName, VALIDATION_STREAM);
    const logEvents = [{ timestamp: Date.now(), message: VALIDATION_TEXT }];
    await logs.send(new PutLogEventsCommand({ ...stream, logEvents }));
  } catch {
    // As with the events of executions, it shows itself only by the line that is missing.
  }
}
