import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AwsClients } from '../../../emulators/core/aws-clients.ts';
import { createIamServices } from '../../../emulators/iam/iam-services.ts';
import { listenTo } from '../../support/service-listener.ts';
import type { RunningApi } from './conformed-api.ts';

/** A service that asks IAM for roles, of which there are none. */
export async function withIamBeside(start: (clients: AwsClients) => Promise<RunningApi>): Promise<RunningApi> {
  const folder = await mkdtemp(join(tmpdir(), 'conformance-iam-'));
  const iam = await listenTo(
    createIamServices({ dataFolder: folder, region: 'us-east-1', accountId: '000000000000' }).iam,
  );
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const clients = new AwsClients({ endpointUrl: iam.endpointUrl, region: 'us-east-1', credentials });
  const api = await start(clients);
  return {
    call: api.call,
    [Symbol.asyncDispose]: async () => {
      await api[Symbol.asyncDispose]();
      clients.destroy();
      await iam.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
