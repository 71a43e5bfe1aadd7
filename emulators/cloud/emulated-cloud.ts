import { join } from 'node:path';
import { createCloudWatchService } from '../cloudwatch/cloudwatch-service.ts';
import { AwsClients } from '../core/aws-clients.ts';
import type { EmulatedService } from '../core/emulated-service.ts';
import { ACCOUNT_ID, ROOT_CREDENTIALS } from '../core/home-account.ts';
import { openHttpListener } from '../core/http/http-listener.ts';
import { ClosingStack } from '../core/process/closing-stack.ts';
import { type Damage, damageText, listenForDamage } from '../core/storage/damage.ts';
import { unusableFolder } from '../core/storage/data-folder.ts';
import { createEventsService } from '../events/events-service.ts';
import { type AccessDecision, createIamServices } from '../iam/iam-services.ts';
import { createLambdaService } from '../lambda/lambda-service.ts';
import { createLogsService } from '../logs/logs-service.ts';
import { createS3Service } from '../s3/s3-service.ts';
import type { TrainingContainers } from '../sagemaker/own-image/training-containers.ts';
import { createSageMakerService, type QuotasAndFaults } from '../sagemaker/sagemaker-service.ts';
import type { StartAlgorithm } from '../sagemaker/training-jobs/run/algorithm-process.ts';
import { createSnsService } from '../sns/sns-service.ts';
import type { MockConfig } from '../step-functions/mocks/mock-config.ts';
import { createStepFunctionsService } from '../step-functions/step-functions-service.ts';
import { type ProbedEndpoints, probeEndpoints } from './forwarding/probe-endpoints.ts';
import { RecentDenials } from './recent-denials.ts';
import { type ServedElsewhere, ServiceSet } from './service-set.ts';
import type { StartedCloud } from './started-cloud.ts';

export interface EmulatedCloudOptions extends ServedElsewhere {
  /** Where all state lives; it is there again after a restart. */
  readonly dataFolder: string;
  readonly region: string;
  /** 0 takes a free port. */
  readonly port: number;
  /** An IPv4 address of this machine; default 127.0.0.1, which programs of this machine alone reach. */
  readonly host?: string;
  /** Names by which other containers call it, such as that of its compose service; others but localhost's are refused. */
  readonly hostNames?: readonly string[];
  readonly quotasAndFaults?: QuotasAndFaults;
  /** Test cases of Step Functions. */
  readonly mocks?: MockConfig;
  /** Told of every file of the data folder that is damaged; by default a line on standard error says so. */
  readonly onDamage?: (damage: Damage) => void;
  /** Called for everything that is decided by policies. */
  readonly onDecision?: (decision: AccessDecision) => void;
  /** Runs users' own training images, given the endpoint that they call; without it they are refused. */
  readonly containers?: (endpointUrl: string) => TrainingContainers;
  /** Runs the jobs of the built-in algorithm; by default each in a process of its own. */
  readonly startAlgorithm?: StartAlgorithm;
  /** From 0 to below 1, for what Step Functions leaves to chance, such as the jitter of retries. */
  readonly random?: () => number;
}

const LOOPBACK = '127.0.0.1';
/** Of a listener on all addresses, and no address to call. */
const ANY_ADDRESS = '0.0.0.0';

/** Starts every emulated service in this process, behind one HTTP port on loopback. A failure leaves nothing open. */
export async function startEmulatedCloud(options: EmulatedCloudOptions): Promise<StartedCloud> {
  const { region, port, host = LOOPBACK, hostNames = [], endpoints = {} } = options;
  const { notes, deniesInSpiteOfCondition } = await probeEndpoints(endpoints, region);
  const listener = await openHttpListener({ port, host, hostNames, defaultRegion: region });
  const parts = new ClosingStack();
  parts.defer(() => listener.close());
  try {
    const endpointUrl = listener.endpointUrl.replace(ANY_ADDRESS, LOOPBACK);
    const clients = new AwsClients({ endpointUrl, region, credentials: ROOT_CREDENTIALS });
    parts.defer(() => clients.destroy());
    const damaged: string[] = [];
    const { onDamage = sayOnStandardError } = options;
    const listening = listenForDamage(options.dataFolder, (damage) => {
      damaged.push(damageText(damage));
      onDamage(damage);
    });
    parts.defer(() => listening[Symbol.dispose]());
    const denials = new RecentDenials();
    const onDecision = (decision: AccessDecision) => {
      if (decision.denial !== undefined) denials.add(decision.denial, Date.now());
      options.onDecision?.(decision);
    };
    const services = startServices({ ...options, onDecision, deniesInSpiteOfCondition }, clients, parts);
    listener.serve(services);
    const close = () => parts.close();
    const denialsSince = (timeMs: number) => denials.since(timeMs);
    const page = host === LOOPBACK ? { servePage: listener.servePage } : {};
    const known = { endpointUrl, region, accountId: ACCOUNT_ID, clients, notes };
    return { ...known, ...page, denialsSince, damaged: () => damaged, close };
  } catch (error) {
    await parts.close();
    throw unusableFolder(options.dataFolder, error);
  }
}

function sayOnStandardError(damage: Damage): void {
  process.stderr.write(`${damageText(damage)}\n`);
}

/** Made in this order since they are closed in the other: executions stop their jobs, and jobs still write their logs. */
function startServices(
  options: EmulatedCloudOptions & Pick<ProbedEndpoints, 'deniesInSpiteOfCondition'>,
  clients: AwsClients,
  parts: ClosingStack,
): readonly EmulatedService[] {
  const { dataFolder, region, quotasAndFaults, mocks, onDecision, containers, startAlgorithm, random } = options;
  const at = (service: string) => ({ dataFolder: join(dataFolder, service), region, accountId: ACCOUNT_ID });
  const identities = createIamServices({ ...at('iam'), ...(onDecision === undefined ? {} : { onDecision }) });
  const set = new ServiceSet({ ...options, identities, parts });
  const permissions = set.isEnforced ? { permissions: identities.access } : {};
  const ownImages = containers === undefined ? {} : { containers: containers(clients.access.endpointUrl) };
  const runners = { ...ownImages, ...(startAlgorithm === undefined ? {} : { startAlgorithm }) };
  const chosen = { ...(random === undefined ? {} : { random }), ...(mocks === undefined ? {} : { mocks }) };
  const elsewhere = options.beneath === undefined ? { forwarded: Object.keys(options.endpoints ?? {}) } : {};
  set.start('iam', () => identities.iam);
  set.start('sts', () => identities.sts);
  set.start('s3', () => createS3Service(at('s3')));
  set.start('logs', () => createLogsService(at('logs')));
  set.start('monitoring', () => createCloudWatchService(at('cloudwatch')));
  set.start('lambda', () => createLambdaService({ ...at('lambda'), clients, ...permissions }));
  const otherOwnPaths = set.list().flatMap(({ ownPath = [] }) => ownPath);
  set.start('sagemaker', () =>
    createSageMakerService({
      ...quotasAndFaults,
      ...at('sagemaker'),
      clients,
      ...runners,
      ...permissions,
      otherOwnPaths,
    }),
  );
  set.start('sns', () => createSnsService({ ...at('sns'), clients }));
  set.start('events', () => createEventsService(at('events')));
  set.start('states', () =>
    createStepFunctionsService({ ...at('step-functions'), clients, ...permissions, ...chosen, ...elsewhere }),
  );
  return set.list();
}
