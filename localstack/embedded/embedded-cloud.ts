import { join } from 'node:path';
import { AwsClients } from '../aws-clients.ts';
import type { EmulatedService } from '../emulators/http-exchange.ts';
import { createIamServices } from '../emulators/iam/iam-services.ts';
import { createLambdaService } from '../emulators/lambda/lambda-service.ts';
import { createLogsService } from '../emulators/logs/logs-service.ts';
import { createS3Service } from '../emulators/s3/s3-service.ts';
import { createSageMakerService } from '../emulators/sagemaker/sagemaker-service.ts';
import { createStepFunctionsService } from '../emulators/step-functions/step-functions-service.ts';
import type { StartedCloud } from '../local-cloud.ts';
import { listen } from './http-listener.ts';

export interface EmbeddedCloudOptions {
  /** Where all state lives; it is there again after a restart. */
  readonly dataFolder: string;
  readonly region: string;
  /** 0 takes a free port. */
  readonly port: number;
  /** What is served in a service's place, such as one that stands in front of it; the service itself without this. */
  readonly inFrontOf?: (service: EmulatedService) => EmulatedService;
}

/** The account id that local AWS emulators have in common. */
const ACCOUNT_ID = '000000000000';
/** Any key that STS did not issue counts as the account's root. */
const ROOT_CREDENTIALS = { accessKeyId: 'test', secretAccessKey: 'test' };

/** Starts every emulated service in this process, behind one HTTP port on loopback. */
export async function startEmbeddedCloud(options: EmbeddedCloudOptions): Promise<StartedCloud> {
  const { dataFolder, region, port, inFrontOf = (service) => service } = options;
  const listener = await listen({ port, host: '127.0.0.1', defaultRegion: region });
  const clients = new AwsClients({ endpointUrl: listener.endpointUrl, region, credentials: ROOT_CREDENTIALS });
  const at = (service: string) => ({ dataFolder: join(dataFolder, service), region, accountId: ACCOUNT_ID });
  const { iam, sts } = createIamServices(at('iam'));
  const stepFunctions = createStepFunctionsService({ ...at('step-functions'), clients });
  const sagemaker = createSageMakerService({ ...at('sagemaker'), clients });
  const lambda = createLambdaService({ ...at('lambda'), clients });
  // A service closes before those it calls: executions stop their jobs, jobs still write their logs.
  const callers = [stepFunctions, sagemaker, lambda];
  const services = [...callers, createLogsService(at('logs')), createS3Service(at('s3')), iam, sts];
  listener.serve(services.map(inFrontOf));
  return {
    endpointUrl: listener.endpointUrl,
    region,
    accountId: ACCOUNT_ID,
    clients,
    close: () => closeAll(services, clients, () => listener.close()),
  };
}

async function closeAll(
  services: readonly EmulatedService[],
  clients: AwsClients,
  closeListener: () => Promise<void>,
): Promise<void> {
  for (const service of services) await service.close();
  clients.destroy();
  await closeListener();
}
