import type { RolePermissions } from '../core/authorization/role-permissions.ts';
import type { AwsClients } from '../core/aws-clients.ts';
import type { GuardedService } from '../core/emulated-service.ts';
import { validatedOperations } from '../core/validation/request-validation.ts';
import { handleJson, type JsonOperations, type JsonProtocol } from '../core/wire/wire-json.ts';
import { ActivityStore } from './executions/activity-store.ts';
import { ExecutionStore } from './executions/execution-store.ts';
import { Executions } from './executions/executions.ts';
import { MapRuns } from './executions/map-runs/map-runs.ts';
import { StateMachineStore } from './executions/state-machine-store.ts';
import type { MockConfig } from './mocks/mock-config.ts';
import { withTestCases } from './mocks/test-case-operations.ts';
import { activityOperations } from './operations/activity-operations.ts';
import { executionOperations } from './operations/executions/execution-operations.ts';
import { mapRunOperations } from './operations/executions/map-run-operations.ts';
import { startOperations } from './operations/executions/start-execution.ts';
import type { ServiceState } from './operations/service-state.ts';
import { aliasOperations } from './operations/state-machines/alias-operations.ts';
import { stateMachineOperations } from './operations/state-machines/state-machine-operations.ts';
import { validateOperation } from './operations/state-machines/validate-operation.ts';
import { versionOperations } from './operations/state-machines/version-operations.ts';
import { tagOperations } from './operations/tag-operations.ts';
import { taskOperations } from './operations/task-operations.ts';
import { testStateOperations } from './operations/test-state/test-state.ts';
import { refusedByModel, statesModel } from './request-refusal.ts';
import { statesAuthorization } from './states-authorization.ts';
import { Integrations } from './tasks/integrations.ts';
import { PendingTasks } from './tasks/pending-tasks.ts';
import { RoleSessions } from './tasks/role-sessions.ts';
import type { StoppedOutcome } from './tasks/sagemaker/sagemaker-job-sync.ts';

export interface StepFunctionsOptions {
  readonly dataFolder: string;
  readonly region: string;
  readonly accountId: string;
  readonly clients: AwsClients;
  /** Of roles, for what is done in their name with services that are not emulated; taken for granted without it. */
  readonly permissions?: RolePermissions;
  /** From 0 to below 1, for jitter and States.MathRandom. */
  readonly random?: () => number;
  /** How long GetActivityTask waits for a task; default: 60 s, as on AWS. */
  readonly activityPollMs?: number;
  /** How a `.sync` task ends whose training job was stopped: AWS does not document it. Default: it fails. */
  readonly stoppedTrainingJob?: StoppedOutcome;
  /** Signing names of the services that other emulators serve; without it any service may be one of them. */
  readonly forwarded?: readonly string[];
  /** Test cases with which executions may be started. */
  readonly mocks?: MockConfig;
}

/** How long GetActivityTask waits for a task. */
const ACTIVITY_POLL_MS = 60_000;
/** How long close() waits for running executions to stop their tasks. */
const CLOSE_GRACE_MS = 5_000;
/** A definition of 1 MiB grows when it is quoted inside of the request. */
const MAX_BODY_BYTES = 16 * 1024 * 1024;

const PROTOCOL: JsonProtocol = {
  serviceId: 'states',
  targetPrefix: 'AWSStepFunctions',
  version: '1.0',
  // All of them are served.
  knownOperations: new Set(),
  maxBodyBytes: MAX_BODY_BYTES,
};

/** AWS Step Functions: workflows in the Amazon States Language. */
export function createStepFunctionsService(options: StepFunctionsOptions): GuardedService {
  const { dataFolder, region, accountId, clients, permissions } = options;
  const store = new ExecutionStore(dataFolder);
  const activities = new ActivityStore(dataFolder);
  const integrations = integrationsFor(options, activities);
  const roles = new RoleSessions(clients);
  const pending = new PendingTasks();
  const { random = Math.random, activityPollMs = ACTIVITY_POLL_MS } = options;
  const { logs } = clients;
  const mapRuns = new MapRuns(dataFolder);
  const parts = { store, mapRuns, integrations, roles, pending, activities, logs };
  const granted = permissions === undefined ? {} : { permissions };
  const executions = new Executions({ ...parts, ...granted, region, random, closeGraceMs: CLOSE_GRACE_MS });
  const owner = { region, accountId };
  const state = {
    ...parts,
    ...granted,
    owner,
    machines: new StateMachineStore(dataFolder),
    executions,
    random,
    iam: clients.iam,
    logs,
    activityPollMs,
  };
  const operations = validatedOperations(statesModel, allOperations(state), { refusal: refusedByModel });
  const { mocks } = options;
  const served = mocks === undefined ? operations : withTestCases(operations, mocks, integrations.testCases);
  return {
    signingName: 'states',
    targetPrefix: PROTOCOL.targetPrefix,
    authorization: statesAuthorization(owner),
    handle: (request) => handleJson(request, PROTOCOL, served),
    close: async () => {
      await executions.close();
      roles.close();
    },
  };
}

function integrationsFor({ stoppedTrainingJob = 'fail', forwarded }: StepFunctionsOptions, activities: ActivityStore) {
  return new Integrations({ stoppedTrainingJob, activities, ...(forwarded === undefined ? {} : { forwarded }) });
}

function allOperations(state: ServiceState): JsonOperations {
  return {
    ...stateMachineOperations(state),
    ...activityOperations(state),
    ...versionOperations(state),
    ...aliasOperations(state),
    ...startOperations(state),
    ...executionOperations(state),
    ...tagOperations(state),
    ...mapRunOperations(state),
    ...taskOperations(state),
    ...testStateOperations(state),
    ...validateOperation(state),
  };
}
