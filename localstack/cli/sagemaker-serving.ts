import { join } from 'node:path';
import { AwsClients } from '../../emulators/core/aws-clients.ts';
import { ACCOUNT_ID, ROOT_CREDENTIALS } from '../../emulators/core/home-account.ts';
import { type HttpListener, openHttpListener } from '../../emulators/core/http/http-listener.ts';
import { openDataFolder } from '../../emulators/core/storage/data-folder.ts';
import { FaultMenu } from '../../emulators/sagemaker/faults/fault-menu.ts';
import { createSageMakerService, type QuotasAndFaults } from '../../emulators/sagemaker/sagemaker-service.ts';
import { connectDocker } from '../clouds/docker/docker-engine.ts';
import { demandSecret } from '../clouds/docker/emulator-secret.ts';
import { hostGatewayAddress, LOOPBACK } from '../clouds/docker/host-gateway.ts';
import { dockerTrainingContainers } from '../clouds/docker/lazy-training-containers.ts';
import { Interruption } from './interruption.ts';
import { readLocalConfig, refuseEndpoints } from './local-config.ts';
import type { ServerOptions } from './sagemaker-server-options.ts';

const PROJECT_FOLDER = join(import.meta.dirname, '..', '..');

/** Amazon SageMaker on a port of this machine, beside another local AWS. */
export async function serveSageMaker(options: ServerOptions): Promise<number> {
  const { quotas, faults, endpoints } = await readLocalConfig(PROJECT_FOLDER, options.configFile);
  refuseEndpoints(
    { endpoints },
    'all services but SageMaker are those of --endpoint-url here: name the one endpoint there',
  );
  const quotasAndFaults = { quotas, faults: new FaultMenu([...faults, ...options.faults]) };
  const interruption = new Interruption();
  const folder = await openDataFolder(options.dataFolder);
  try {
    await serve(options, quotasAndFaults, interruption);
  } finally {
    await folder.release();
  }
  return 0;
}

async function serve(
  options: ServerOptions,
  quotasAndFaults: QuotasAndFaults,
  interruption: Interruption,
): Promise<void> {
  const { endpointUrl, region, dataFolder, secret } = options;
  const listeners = await openListeners(options);
  const clients = new AwsClients({ endpointUrl, region, credentials: ROOT_CREDENTIALS });
  const folder = join(dataFolder, 'sagemaker');
  const containers = dockerTrainingContainers(endpointUrl);
  const service = createSageMakerService({
    ...quotasAndFaults,
    dataFolder: folder,
    region,
    accountId: ACCOUNT_ID,
    clients,
    containers,
  });
  const served = secret === undefined ? service : demandSecret(service, secret);
  for (const listener of listeners) listener.serve([served]);
  announce(listeners, options);
  await interruption.happened;
  await service.close();
  clients.destroy();
  for (const listener of listeners) await listener.close();
}

/** On loopback; with a secret also where containers reach this machine. Never on an address of the network. */
async function openListeners({ port, region, secret }: ServerOptions): Promise<readonly HttpListener[]> {
  const first = await openHttpListener({ port, host: LOOPBACK, defaultRegion: region });
  const gateway = secret === undefined ? LOOPBACK : await containersAddress();
  if (gateway === LOOPBACK) return [first];
  const taken = Number(new URL(first.endpointUrl).port);
  return [first, await openHttpListener({ port: taken, host: gateway, defaultRegion: region })];
}

/** Without Docker there are no containers to serve. */
async function containersAddress(): Promise<string> {
  const engine = await connectDocker().catch(() => undefined);
  return engine === undefined ? LOOPBACK : hostGatewayAddress(engine);
}

function announce(listeners: readonly HttpListener[], { endpointUrl, region, secret }: ServerOptions): void {
  print(`ready ${listeners.map((listener) => listener.endpointUrl).join(' ')}`);
  print(`region ${region}; S3, IAM, STS and Logs at ${endpointUrl}`);
  if (secret === undefined) print('containers are not served: set SAGEMAKER_EMULATOR_SECRET to serve them');
  print('Ctrl-C ends it.');
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
