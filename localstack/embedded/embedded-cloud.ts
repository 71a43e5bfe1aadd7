import { join } from 'node:path';
import { AwsClients } from '../aws-clients.ts';
import { unusableFolder } from '../data-folder.ts';
import { createEventsService } from '../emulators/events/events-service.ts';
import type { EmulatedService } from '../emulators/http-exchange.ts';
import { createIamServices } from '../emulators/iam/iam-services.ts';
import { createLambdaService } from '../emulators/lambda/lambda-service.ts';
import { createLogsService } from '../emulators/logs/logs-service.ts';
import { createS3Service } from '../emulators/s3/s3-service.ts';
import { createSageMakerService } from '../emulators/sagemaker/sagemaker-service.ts';
import { createSnsService } from '../emulators/sns/sns-service.ts';
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

/** Starts every emulated service in this process, behind one HTTP port on loopback. A failure leaves nothing open. */
export async function startEmbeddedCloud(options: EmbeddedCloudOptions): Promise<StartedCloud> {
  const { region, port } = options;
  const listener = await listen({ port, host: '127.0.0.1', defaultRegion: region });
  const parts = new AsyncDisposableStack();
  parts.defer(() => listener.close());
  try {
    const clients = new AwsClients({ endpointUrl: listener.endpointUrl, region, credentials: ROOT_CREDENTIALS });
    parts.defer(() => clients.destroy());
    const services = startServices(options, clients, parts);
    listener.serve(services.map(options.inFrontOf ?? ((service) => service)));
    const close = () => parts.disposeAsync();
    return { endpointUrl: listener.endpointUrl, region, accountId: ACCOUNT_ID, clients, close };
  } catch (error) {
    await parts.disposeAsync();
    throw unusableFolder(options.dataFolder, error);
  }
}

/** Made in this order since they are closed in the other: executions stop their jobs, and jobs still write their logs. */
function startServices(
  { dataFolder, region }: EmbeddedCloudOptions,
  clients: AwsClients,
  parts: AsyncDisposableStack,
): readonly EmulatedService[] {
  const at = (service: string) => ({ dataFolder: join(dataFolder, service), region, accountId: ACCOUNT_ID });
  const services: EmulatedService[] = [];
  const start = (...started: EmulatedService[]) => {
    services.push(...started);
    for (const service of started) parts.defer(() => service.close());
  };
  const { iam, sts } = createIamServices(at('iam'));
  start(iam, sts);
  start(createS3Service(at('s3')));
  start(createLogsService(at('logs')));
  start(createLambdaService({ ...at('lambda'), clients }));
  start(createSageMakerService({ ...at('sagemaker'), clients }));
  start(createSnsService({ ...at('sns'), clients }));
  start(createEventsService());
  start(createStepFunctionsService({ ...at('step-functions'), clients }));
  return services;
}
