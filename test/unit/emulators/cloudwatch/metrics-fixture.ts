import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CloudWatchClient,
  GetMetricDataCommand,
  type GetMetricDataCommandInput,
  GetMetricStatisticsCommand,
  type GetMetricStatisticsCommandInput,
  ListMetricsCommand,
  type ListMetricsCommandInput,
  type MetricDatum,
  PutMetricDataCommand,
} from '@aws-sdk/client-cloudwatch';
import { createCloudWatchService } from '../../../../emulators/cloudwatch/cloudwatch-service.ts';
import { listenTo, type ServiceListener } from '../../../support/service-listener.ts';

type DataInput = Partial<GetMetricDataCommandInput> & Pick<GetMetricDataCommandInput, 'MetricDataQueries'>;

const MINUTE_MS = 60_000;
/** A whole minute within what PutMetricData accepts. */
export const START_MS = Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS - 60 * MINUTE_MS;

export function at(seconds: number): Date {
  return new Date(START_MS + seconds * 1000);
}

/** CloudWatch behind a real port, over a folder that `restart` keeps. */
export class MetricsFixture {
  readonly folder: string;
  #listener: ServiceListener;
  client: CloudWatchClient;

  private constructor(folder: string, listener: ServiceListener) {
    this.folder = folder;
    this.#listener = listener;
    this.client = clientOf(listener);
  }

  static async start(): Promise<MetricsFixture> {
    const folder = await mkdtemp(join(tmpdir(), 'cloudwatch-'));
    return new MetricsFixture(folder, await serve(folder));
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

  put(...MetricData: MetricDatum[]) {
    return this.client.send(new PutMetricDataCommand({ Namespace: 'Shop', MetricData }));
  }

  /** Of metric `m`, one hour from START_MS in minutes, unless the input says otherwise. */
  async statistics(input: Partial<GetMetricStatisticsCommandInput> = {}) {
    const command = new GetMetricStatisticsCommand({
      Namespace: 'Shop',
      MetricName: 'm',
      StartTime: at(0),
      EndTime: at(3600),
      Period: 60,
      Statistics: ['Sum'],
      ...input,
    });
    const { Label, Datapoints } = await this.client.send(command);
    return { Label, Datapoints };
  }

  async data(input: DataInput) {
    return (await this.dataPage(input)).MetricDataResults;
  }

  dataPage(input: DataInput) {
    return this.client.send(new GetMetricDataCommand({ StartTime: at(0), EndTime: at(3600), ...input }));
  }

  list(input: ListMetricsCommandInput = {}) {
    return this.client.send(new ListMetricsCommand(input));
  }

  async stop(): Promise<void> {
    this.client.destroy();
    await this.#listener.close();
    await rm(this.folder, { recursive: true });
  }
}

function serve(dataFolder: string): Promise<ServiceListener> {
  return listenTo(createCloudWatchService({ dataFolder, region: 'us-east-1', accountId: '000000000000' }));
}

function clientOf({ endpointUrl }: ServiceListener): CloudWatchClient {
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  return new CloudWatchClient({ endpoint: endpointUrl, region: 'us-east-1', credentials, maxAttempts: 1 });
}

/** What a refused call says: `Code: message`. */
export async function refusal(call: Promise<unknown>): Promise<string> {
  try {
    await call;
  } catch (error) {
    if (error instanceof Error) return `${error.name}: ${error.message}`;
  }
  throw new Error('the call was not refused');
}
