import { fileURLToPath } from 'node:url';
import type { RolePermissions } from '../core/authorization/role-permissions.ts';
import type { AwsClients } from '../core/aws-clients.ts';
import type { GuardedService } from '../core/emulated-service.ts';
import { valuesOf } from '../core/validation/api-model.ts';
import { handleJson, type JsonProtocol } from '../core/wire/wire-json.ts';
import { withCallFaults } from './faults/call-faults.ts';
import { FaultMenu } from './faults/fault-menu.ts';
import { answerFaultRequest, FAULTS_PATH, isFaultRequest } from './faults/fault-requests.ts';
import { Models } from './models/models.ts';
import { sageMakerOperations } from './operations.ts';
import type { TrainingContainers } from './own-image/training-containers.ts';
import { sageMakerAuthorization } from './sagemaker-authorization.ts';
import { sageMakerModel } from './sagemaker-model.ts';
import { ResourceTags } from './tags/resource-tags.ts';
import { InstanceQuotas, type Quotas } from './training-jobs/request/quotas.ts';
import type { TrainingCommand } from './training-jobs/run/training-process.ts';
import { type JobRunners, TrainingJobs, type TrainingLimits } from './training-jobs/training-jobs.ts';

/** What is the user's choice of an account: how it is limited and what goes wrong in it. */
export interface SageMakerConditions {
  /** What is to go wrong; empty at first where it is not given. */
  readonly faults?: FaultMenu;
  /** The account's quotas; without them no number of instances is too many. */
  readonly quotas?: Quotas;
}

export interface SageMakerOptions extends SageMakerConditions {
  /** State and running jobs' work folders lie under it. */
  readonly dataFolder: string;
  readonly region: string;
  readonly accountId: string;
  readonly clients: AwsClients;
  /** Of roles, for what is done in their name with services that are not emulated; taken for granted without it. */
  readonly permissions?: RolePermissions;
  /** Default: the built-in algorithm's stand-in, run by this Node. */
  readonly trainingProcess?: TrainingCommand;
  /** Runs users' own images; without it they are refused. */
  readonly containers?: TrainingContainers;
  readonly limits?: Partial<TrainingLimits>;
  /** The account's quotas; without them no number of instances is too many. */
  readonly quotas?: Quotas;
}

/** 120 s is AWS's grace for a stopped job; two jobs at a time are what two cores carry. */
const DEFAULT_LIMITS: TrainingLimits = { concurrentJobs: 2, stopGraceMs: 120_000, closeGraceMs: 3_000 };

/** Amazon SageMaker: training jobs of the built-in image-classification algorithm or of a user's own image, models and their tags. */
export function createSageMakerService(options: SageMakerOptions): GuardedService {
  const { dataFolder, region, accountId, clients, permissions } = options;
  const tags = new ResourceTags(dataFolder);
  const context = { region, accountId, clients, tags, ...(permissions === undefined ? {} : { permissions }) };
  const faults = options.faults ?? new FaultMenu();
  const model = sageMakerModel();
  const jobs = new TrainingJobs(context, {
    dataFolder,
    runners: jobRunners(options),
    limits: { ...DEFAULT_LIMITS, ...options.limits },
    quotas: new InstanceQuotas(options.quotas ?? {}, valuesOf(model, 'TrainingInstanceType')),
    faults,
  });
  const parts = { jobs, models: new Models(context, dataFolder), tags };
  const operations = withCallFaults(sageMakerOperations(parts), faults);
  const protocol: JsonProtocol = {
    serviceId: 'sagemaker',
    targetPrefix: 'SageMaker',
    version: '1.1',
    knownOperations: new Set(model.operationNames),
  };
  return {
    signingName: 'sagemaker',
    targetPrefix: protocol.targetPrefix,
    ownPath: FAULTS_PATH,
    authorization: sageMakerAuthorization({ region, accountId }),
    handle: (request) =>
      isFaultRequest(request) ? answerFaultRequest(faults, request) : handleJson(request, protocol, operations),
    close: () => jobs.close(),
  };
}

function jobRunners({ trainingProcess = defaultTrainingProcess(), containers }: SageMakerOptions): JobRunners {
  return { command: trainingProcess, ...(containers === undefined ? {} : { containers }) };
}

function defaultTrainingProcess(): TrainingCommand {
  const entry = fileURLToPath(new URL('../image-classification/training-process.ts', import.meta.url));
  return { command: process.execPath, args: [entry] };
}
