import { CreateLogGroupCommand, CreateLogStreamCommand } from '@aws-sdk/client-cloudwatch-logs';
import { CreateBucketCommand } from '@aws-sdk/client-s3';
import { CreateTopicCommand } from '@aws-sdk/client-sns';
import type { AwsClients } from '../../emulators/core/aws-clients.ts';
import { CloudProcess } from '../cloud-process.ts';
import { HealthWatch } from './health-watch.ts';
import { statesRequests } from './heavy-executions.ts';
import { jobRequests } from './heavy-jobs.ts';
import { s3Requests } from './heavy-objects.ts';
import { otherRequests } from './heavy-others.ts';
import { BUCKET, type HeavyRequest, makeRole } from './heavy-request.ts';

export interface Blocking {
  readonly name: string;
  readonly seconds: number;
  /** The longest turn of the cloud's event loop, in processor time of its thread, which other processes do not lengthen. */
  readonly cpuMs: number;
  /** How long the slowest of the health requests took. */
  readonly healthMs: number;
  /** Why the request failed, if it did: then the figures say nothing. */
  readonly failure?: string;
}

const MAX_TEXT = 300;

/** Runs the kinds of requests whose names contain the text, one after another, and measures how long each keeps others waiting. */
export async function measureBlocking(wanted: string, onMeasured: (one: Blocking) => void): Promise<void> {
  await using cloud = await CloudProcess.start();
  await prepareCloud(cloud.clients);
  const all = [...s3Requests(), ...statesRequests(), ...otherRequests(), ...jobRequests()];
  for (const heavy of all.filter(({ name }) => name.includes(wanted))) onMeasured(await measure(cloud, heavy));
}

async function prepareCloud(clients: AwsClients): Promise<void> {
  const { s3, logs, sns } = clients;
  await makeRole(clients);
  await s3.send(new CreateBucketCommand({ Bucket: BUCKET }));
  await logs.send(new CreateLogGroupCommand({ logGroupName: 'bench' }));
  for (const logStreamName of ['bench', 'large']) {
    await logs.send(new CreateLogStreamCommand({ logGroupName: 'bench', logStreamName }));
  }
  await sns.send(new CreateTopicCommand({ Name: 'bench' }));
}

async function measure(cloud: CloudProcess, { name, prepare, run }: HeavyRequest): Promise<Blocking> {
  try {
    await prepare?.(cloud.clients);
  } catch (error) {
    return { name, seconds: 0, cpuMs: 0, healthMs: 0, failure: `could not be prepared: ${textOf(error)}` };
  }
  const health = await HealthWatch.start(cloud.endpointUrl);
  await cloud.longestTurn();
  const startMs = performance.now();
  let failure: string | undefined;
  try {
    await run(cloud.clients);
  } catch (error) {
    failure = textOf(error);
  }
  const seconds = (performance.now() - startMs) / 1000;
  const { cpuMs } = await cloud.longestTurn();
  const healthMs = await health.stop();
  return { name, seconds, cpuMs, healthMs, ...(failure === undefined ? {} : { failure }) };
}

function textOf(error: unknown): string {
  return error instanceof Error ? `${error.name} ${error.message}`.slice(0, MAX_TEXT) : String(error);
}
