import type { RolePermissions } from '../core/authorization/role-permissions.ts';
import type { AwsClients } from '../core/aws-clients.ts';
import type { GuardedService } from '../core/emulated-service.ts';
import { errorByProtocol } from '../core/http/unserved-request.ts';
import { modulePath } from '../core/process/module-path.ts';
import { valuesOf } from '../core/validation/api-model.ts';
import { notImplemented } from '../core/wire/aws-error.ts';
import { handleJson, type JsonProtocol } from '../core/wire/wire-json.ts';
import { withCallFaults } from './faults/call-faults.ts';
import { FaultMenu } from './faults/fault-menu.ts';
import { answerFaultRequest, FAULTS_PATH } from './faults/fault-requests.ts';
import type { TrainingContainers } from './own-image/training-containers.ts';
import { OWN_PATH } from './own-requests/own-answers.ts';
import { answerOwnRequest, isOwnRequest, type OwnAnswers } from './own-requests/own-requests.ts';
import { LoadedModels } from './predictions/loaded-models.ts';
import { answerPredictionRequest, PREDICTIONS_PATH, type PredictionParts } from './predictions/prediction-requests.ts';
import { AccountsAndRegions } from './regions/accounts-and-regions.ts';
import { sageMakerAuthorization } from './sagemaker-authorization.ts';
import { sageMakerModel } from './sagemaker-model.ts';
import { siblingOperation } from './sibling-operation.ts';
import { InstanceQuotas, type Quotas } from './training-jobs/request/quotas.ts';
import { algorithmProcess, type StartAlgorithm } from './training-jobs/run/algorithm-process.ts';
import { JobSlots } from './training-jobs/run/job-slots.ts';
import type { JobRunners } from './training-jobs/run/training-instances.ts';
import type { TrainingLimits } from './training-jobs/training-jobs.ts';

/** What is the user's choice of an account: how it is limited and what goes wrong in it. */
export interface QuotasAndFaults {
  /** What is to go wrong; empty at first where it is not given. */
  readonly faults?: FaultMenu;
  /** The account's quotas; without them no number of instances is too many. */
  readonly quotas?: Quotas;
}

export interface SageMakerOptions extends QuotasAndFaults {
  /** State and running jobs' work folders are under it. */
  readonly dataFolder: string;
  /** Of callers that sign nothing; every other one is served in the region and the account that it signs for. */
  readonly region: string;
  /** Of callers whose access key id names no account. */
  readonly accountId: string;
  readonly clients: AwsClients;
  /** Of roles, for what is done in their name with services that are not emulated; taken for granted without it. */
  readonly permissions?: RolePermissions;
  /** Default: the built-in algorithm's stand-in, in a process of this Node. */
  readonly startAlgorithm?: StartAlgorithm;
  /** Runs users' own images; without it they are refused. */
  readonly containers?: TrainingContainers;
  readonly limits?: Partial<TrainingLimits>;
  /** The account's quotas; without them no number of instances is too many. */
  readonly quotas?: Quotas;
  /** What other services have below the path of the rehearsal's own requests. */
  readonly otherOwnPaths?: readonly string[];
}

/** 120 s is AWS's grace for a stopped job; two jobs at a time are what two cores carry. */
const DEFAULT_LIMITS: TrainingLimits = { concurrentJobs: 2, stopGraceMs: 120_000, closeGraceMs: 3_000 };

/** Amazon SageMaker in every account and region: training jobs of the built-in image-classification algorithm or of a user's own image, models and their tags. */
export function createSageMakerService(options: SageMakerOptions): GuardedService {
  const { dataFolder, region, accountId, clients, permissions, containers, otherOwnPaths = [] } = options;
  const faults = options.faults ?? new FaultMenu();
  const model = sageMakerModel();
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const training = {
    runners: jobRunners(options),
    limits,
    slots: new JobSlots(limits.concurrentJobs),
    quotas: new InstanceQuotas(options.quotas ?? {}, valuesOf(model, 'TrainingInstanceType')),
    faults,
  };
  const shared = { dataFolder, training, ...(permissions === undefined ? {} : { permissions }) };
  const everywhere = new AccountsAndRegions({ region, accountId }, clients, shared);
  const operations = withCallFaults(everywhere.operations(), faults);
  const protocol = jsonProtocol(model.operationNames);
  const loaded = new LoadedModels();
  const own = ownAnswers(faults, { clients, loaded });
  return {
    signingName: 'sagemaker',
    keepsRegionsApart: true,
    targetPrefix: protocol.targetPrefix,
    ownPath: OWN_PATH,
    authorization: sageMakerAuthorization({ region, accountId }),
    handle: async (request) => {
      if (isOwnRequest(request)) return answerOwnRequest(request, own, otherOwnPaths);
      const sibling = siblingOperation(request);
      if (sibling !== undefined) return errorByProtocol(request, () => notImplemented(...sibling));
      return handleJson(request, protocol, operations);
    },
    close: async () => {
      await everywhere.close();
      await loaded.close();
      await containers?.close();
    },
  };
}

function jsonProtocol(operationNames: Iterable<string>): JsonProtocol {
  return {
    serviceId: 'sagemaker',
    targetPrefix: 'SageMaker',
    version: '1.1',
    knownOperations: new Set(operationNames),
  };
}

function ownAnswers(faults: FaultMenu, predictions: PredictionParts): OwnAnswers {
  return new Map([
    [FAULTS_PATH, (request) => answerFaultRequest(faults, request)],
    [PREDICTIONS_PATH, (request) => answerPredictionRequest(predictions, request)],
  ]);
}

function jobRunners({ startAlgorithm = inProcessOfItsOwn(), containers }: SageMakerOptions): JobRunners {
  return { startAlgorithm, ...(containers === undefined ? {} : { containers }) };
}

function inProcessOfItsOwn(): StartAlgorithm {
  const entry = modulePath('../image-classification/training-process.ts', import.meta.url);
  return algorithmProcess({ command: process.execPath, args: [entry] });
}
