import type { JsonObject, JsonOperations } from '../../../core/wire/wire-json.ts';
import { validateDelivery } from '../../executions/log-streams.ts';
import type { MachineType, Revision, StateMachineRecord } from '../../executions/state-machine-record.ts';
import { stateMachineAlreadyExists, stateMachineDoesNotExist } from '../api-errors.ts';
import { readIncludedData } from '../executions/start-execution.ts';
import { checkArn, checkName, stateMachineArn } from '../names.ts';
import { RequestMembers } from '../request-members.ts';
import { resultPage } from '../result-page.ts';
import type { ServiceState } from '../service-state.ts';
import { readDefinition, refuseUnknownFeatures } from './definition-member.ts';
import { revisionMembers, variableMembers } from './existing-machine.ts';
import { checkLogGroup, readLogging, readRoleArn, readTags, readTracing } from './machine-settings.ts';
import { machineTarget, versionArn } from './machine-target.ts';
import { publishedMembers, readPublish } from './publish-version.ts';
import { checkRolePermissions, checkTrust } from './state-machine-role.ts';
import { updateStateMachine } from './update-state-machine.ts';

export function stateMachineOperations(state: ServiceState): JsonOperations {
  return {
    CreateStateMachine: (input) => create(state, input),
    DescribeStateMachine: (input) => describe(state, input),
    UpdateStateMachine: (input) => updateStateMachine(state, input),
    DeleteStateMachine: (input) => {
      state.machines.delete(checkArn(new RequestMembers(input).requiredText('stateMachineArn')));
      return {};
    },
    ListStateMachines: (input) => list(state, input),
  };
}

/** Creating the same state machine again gives the first one; the role and tags do not count (CreateStateMachine, "idempotent"). */
async function create(state: ServiceState, input: JsonObject): Promise<object> {
  const members = new RequestMembers(input);
  const name = checkName(members.requiredText('name'));
  const type = members.choice('type', ['STANDARD', 'EXPRESS']) ?? 'STANDARD';
  refuseUnknownFeatures(members);
  const request = readPublish(members);
  const revision: Revision = {
    definition: await readDefinition(state, members.requiredText('definition'), type),
    roleArn: readRoleArn(members),
    loggingConfiguration: readLogging(members.object('loggingConfiguration')),
    tracingEnabled: readTracing(members.object('tracingConfiguration')),
    updatedMs: Date.now(),
  };
  await checkTrust(state.iam, revision.roleArn);
  await checkLogGroup(state.logs, revision.loggingConfiguration);
  checkRolePermissions(state, revision);
  await validateDelivery(state.logs, revision.loggingConfiguration);
  const arn = stateMachineArn(state.owner, name);
  const existing = state.machines.find(arn);
  const machine =
    existing === undefined
      ? state.machines.create(
          { stateMachineArn: arn, name, type, createdMs: Date.now(), tags: readTags(members.list('tags')) },
          revision,
        )
      : sameOrRefused(state, existing, revision, type);
  return {
    stateMachineArn: arn,
    creationDate: machine.createdMs / 1000,
    ...publishedMembers(state, machine, request),
  };
}

function sameOrRefused(
  state: ServiceState,
  existing: StateMachineRecord,
  wanted: Revision,
  type: MachineType,
): StateMachineRecord {
  const { definition, loggingConfiguration, tracingEnabled } = state.machines.revision(existing.revision);
  const same =
    typeOf(existing) === type &&
    definition === wanted.definition &&
    tracingEnabled === wanted.tracingEnabled &&
    JSON.stringify(loggingConfiguration) === JSON.stringify(wanted.loggingConfiguration);
  if (!same) throw stateMachineAlreadyExists(existing.stateMachineArn);
  return existing;
}

function typeOf({ type }: StateMachineRecord): MachineType {
  return type ?? 'STANDARD';
}

/** Of a version it gives what the version keeps. */
function describe(state: ServiceState, input: JsonObject): object {
  const included = readIncludedData(input) === 'ALL_DATA';
  const arn = new RequestMembers(input).requiredText('stateMachineArn');
  const { machine, version, alias } = machineTarget(state, arn);
  if (alias !== undefined) throw stateMachineDoesNotExist(arn);
  const { revisionId, ...revision } = state.machines.revision(version?.revision ?? machine.revision);
  const { definition, ...others } = revisionMembers(revision);
  return {
    stateMachineArn: version === undefined ? machine.stateMachineArn : versionArn(machine, version),
    name: machine.name,
    status: 'ACTIVE',
    ...(included ? { definition, ...variableMembers(revision) } : {}),
    ...others,
    type: typeOf(machine),
    creationDate: (version?.createdMs ?? machine.createdMs) / 1000,
    ...(version?.description === undefined ? {} : { description: version.description }),
    ...(revisionId === undefined ? {} : { revisionId }),
  };
}

function list(state: ServiceState, input: JsonObject): object {
  const machines = [...state.machines.all()].sort((a, b) => (a.name < b.name ? -1 : 1));
  const { items, nextToken } = resultPage(machines, new RequestMembers(input), ({ name }) => name);
  const stateMachines = items.map((machine) => ({
    stateMachineArn: machine.stateMachineArn,
    name: machine.name,
    type: typeOf(machine),
    creationDate: machine.createdMs / 1000,
  }));
  return nextToken === undefined ? { stateMachines } : { stateMachines, nextToken };
}
