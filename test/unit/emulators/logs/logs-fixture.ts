import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CloudWatchLogsClient,
  CloudWatchLogsServiceException,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  PutLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { expect } from 'chai';
import { createLogsService } from '../../../../emulators/logs/logs-service.ts';
import { listenTo, type ServiceListener } from '../../../support/service-listener.ts';

export const GROUP = '/aws/test';
/** Within what PutLogEvents accepts, and whole seconds so that expected times are easy to read. */
export const START_MS = Math.floor(Date.now() / 1000) * 1000 - 3_600_000;

/** The logs service behind a real port, over a folder that `restart` keeps. */
export class LogsFixture {
  readonly folder: string;
  #listener: ServiceListener;
  client: CloudWatchLogsClient;

  private constructor(folder: string, listener: ServiceListener) {
    this.folder = folder;
    this.#listener = listener;
    this.client = clientOf(listener);
  }

  static async start(...streams: string[]): Promise<LogsFixture> {
    const folder = await mkdtemp(join(tmpdir(), 'logs-'));
    const fixture = new LogsFixture(folder, await serve(folder));
    await fixture.client.send(new CreateLogGroupCommand({ logGroupName: GROUP }));
    for (const stream of streams) await fixture.createStream(stream);
    return fixture;
  }

  get endpointUrl(): string {
    return this.#listener.endpointUrl;
  }

  async restart(): Promise<void> {
    this.client.destroy();
    await this.#listener.close();
    this.#listener = await serve(this.folder);
    this.client = clientOf(this.#listener);
  }

  createStream(logStreamName: string) {
    return this.client.send(new CreateLogStreamCommand({ logGroupName: GROUP, logStreamName }));
  }

  /** Puts messages at milliseconds after START_MS. */
  put(logStreamName: string, ...events: [offsetMs: number, message: string][]) {
    const logEvents = events.map(([offsetMs, message]) => ({ timestamp: START_MS + offsetMs, message }));
    return this.client.send(new PutLogEventsCommand({ logGroupName: GROUP, logStreamName, logEvents }));
  }

  async stop(): Promise<void> {
    this.client.destroy();
    await this.#listener.close();
    await rm(this.folder, { recursive: true });
  }
}

function serve(dataFolder: string): Promise<ServiceListener> {
  return listenTo(createLogsService({ dataFolder, region: 'us-east-1', accountId: '000000000000' }));
}

function clientOf({ endpointUrl }: ServiceListener): CloudWatchLogsClient {
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  return new CloudWatchLogsClient({ endpoint: endpointUrl, region: 'us-east-1', credentials, maxAttempts: 1 });
}

/** What a refused call says: `Code: message`. Whatever this service refuses it answers with 400, what it has not with 501. */
export async function refusal(call: Promise<unknown>): Promise<string> {
  try {
    await call;
  } catch (error) {
    if (!(error instanceof CloudWatchLogsServiceException)) throw error;
    expect(error.$metadata.httpStatusCode).to.equal(error.name === 'NotImplemented' ? 501 : 400);
    return `${error.name}: ${error.message}`;
  }
  throw new Error('the call was not refused');
}
