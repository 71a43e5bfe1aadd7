import type { AwsClients } from '../../aws-clients.ts';
import type { EmulatedService } from '../http-exchange.ts';
import type { RolePermissions } from '../role-permissions.ts';
import { handleJson, type JsonOperations, type JsonProtocol } from '../wire-json.ts';
import { ExecutionStore } from './executions/execution-store.ts';
import { Executions } from './executions/executions.ts';
import { MapRuns } from './executions/map-runs.ts';
import { StateMachines } from './executions/state-machines.ts';
import type { MockConfig } from './mocks/mock-config.ts';
import { withTestCases } from './mocks/test-case-operations.ts';
import { withDiskRefusals } from './operations/disk-refusal.ts';
import { executionOperations } from './operations/execution-operations.ts';
import { KNOWN_OPERATIONS } from './operations/operation-names.ts';
import { stateMachineOperations } from './operations/state-machine-operations.ts';
import { tagOperations } from './operations/tag-operations.ts';
import { validateOperation } from './operations/validate-operation.ts';
import { Integrations } from './tasks/integrations.ts';
import { RoleSessions } from './tasks/role-sessions.ts';
import type { StoppedOutcome } from './tasks/sagemaker-training-sync.ts';

export interface StepFunctionsOptions {
  readonly dataFolder: string;
  readonly region: string;
  readonly accountId: string;
  readonly clients: AwsClients;
  /** Of roles, for what is done in their name with services that are not emulated; taken for granted without it. */
  readonly permissions?: RolePermissions;
  /** From 0 to below 1, for jitter and States.MathRandom. */
  readonly random?: () => number;
  /** How a `.sync` task ends whose training job was stopped: AWS does not document it. Default: it fails. */
  readonly stoppedTrainingJob?: StoppedOutcome;
  /** Test cases with which executions may be started. */
  readonly mocks?: MockConfig;
}

/** How long close() waits for running executions to stop their tasks. */
const CLOSE_GRACE_MS = 5_000;
/** A definition of 1 MiB grows when it is quoted inside of the request. */
const MAX_BODY_BYTES = 16 * 1024 * 1024;

const PROTOCOL: JsonProtocol = {
  serviceId: 'states',
  targetPrefix: 'AWSStepFunctions',
  version: '1.0',
  knownOperations: KNOWN_OPERATIONS,
  maxBodyBytes: MAX_BODY_BYTES,
};

/** AWS Step Functions: standard workflows in the Amazon States Language with JSONPath. */
export function createStepFunctionsService(options: StepFunctionsOptions): EmulatedService {
  const { dataFolder, region, accountId, clients, permissions } = options;
  const store = new ExecutionStore(dataFolder);
  const integrations = new Integrations({ stoppedTrainingJob: options.stoppedTrainingJob ?? 'fail' });
  const roles = new RoleSessions(clients);
  const random = options.random ?? Math.random;
  const { logs } = clients;
  const mapRuns = new MapRuns(dataFolder);
  const executions = new Executions({
    ...{ store, mapRuns, integrations, roles, logs, region, random },
    closeGraceMs: CLOSE_GRACE_MS,
  });
  const place = { region, accountId };
  const { iam } = clients;
  const granted = permissions === undefined ? {} : { permissions };
  const state = { place, machines: new StateMachines(dataFolder), store, executions, integrations, iam, ...granted };
  const operations: JsonOperations = withDiskRefusals({
    ...stateMachineOperations(state),
    ...executionOperations(state),
    ...tagOperations(state),
    ...validateOperation(state),
  });
  const { mocks } = options;
  const served = mocks === undefined ? operations : withTestCases(operations, mocks, integrations.testCases);
  return {
    signingName: 'states',
    handle: (request) => handleJson(request, PROTOCOL, served),
    close: async () => {
      await executions.close();
      roles.close();
    },
  };
}
