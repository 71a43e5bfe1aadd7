import { notImplemented } from '../../aws-error.ts';
import type { JsonObject, JsonOperations } from '../../wire-json.ts';
import type { Revision, StateMachineRecord } from '../executions/state-machine-record.ts';
import { stateMachineAlreadyExists } from './api-errors.ts';
import { DEFINITION_LENGTH, readDefinition, refuseUnknownFeatures } from './definition-member.ts';
import { existingMachine, revisionMembers } from './existing-machine.ts';
import { readLogging, readRoleArn, readTags, readTracing } from './machine-settings.ts';
import { checkArn, checkName, stateMachineArn } from './names.ts';
import { pageOf } from './paging.ts';
import { RequestMembers } from './request-members.ts';
import { checkRole } from './role-check.ts';
import { checkRolePermissions } from './role-permission-check.ts';
import type { ServiceState } from './service-state.ts';
import { updateStateMachine } from './update-state-machine.ts';

export function stateMachineOperations(state: ServiceState): JsonOperations {
  return {
    CreateStateMachine: (input) => create(state, input),
    DescribeStateMachine: (input) => describe(state, input),
    UpdateStateMachine: (input) => updateStateMachine(state, input),
    DeleteStateMachine: (input) => {
      state.machines.delete(checkArn(new RequestMembers(input).arn('stateMachineArn')));
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
  if (type === 'EXPRESS') throw notImplemented('states', 'CreateStateMachine with type EXPRESS');
  refuseUnknownFeatures(members);
  const revision: Revision = {
    definition: readDefinition(state, members.requiredText('definition', DEFINITION_LENGTH)),
    roleArn: readRoleArn(members),
    loggingConfiguration: readLogging(members.object('loggingConfiguration')),
    tracingEnabled: readTracing(members.object('tracingConfiguration')),
    updatedMs: Date.now(),
  };
  await checkRole(state.iam, revision.roleArn);
  checkRolePermissions(state, revision);
  const arn = stateMachineArn(state.place, name);
  const existing = state.machines.find(arn);
  if (existing !== undefined) return created(sameOrRefused(state, existing, revision));
  const tags = readTags(members.list('tags'));
  return created(state.machines.create({ stateMachineArn: arn, name, createdMs: Date.now(), tags }, revision));
}

function created({ stateMachineArn: arn, createdMs }: StateMachineRecord): object {
  return { stateMachineArn: arn, creationDate: createdMs / 1000 };
}

function sameOrRefused(state: ServiceState, existing: StateMachineRecord, wanted: Revision): StateMachineRecord {
  const { definition, loggingConfiguration, tracingEnabled } = state.machines.revision(existing.revision);
  const same =
    definition === wanted.definition &&
    tracingEnabled === wanted.tracingEnabled &&
    JSON.stringify(loggingConfiguration) === JSON.stringify(wanted.loggingConfiguration);
  if (!same) throw stateMachineAlreadyExists(existing.stateMachineArn);
  return existing;
}

function describe(state: ServiceState, input: JsonObject): object {
  const machine = existingMachine(state, new RequestMembers(input).arn('stateMachineArn'));
  const revision = state.machines.revision(machine.revision);
  return {
    stateMachineArn: machine.stateMachineArn,
    name: machine.name,
    status: 'ACTIVE',
    ...revisionMembers(revision),
    type: 'STANDARD',
    creationDate: machine.createdMs / 1000,
    ...(machine.revisionId === undefined ? {} : { revisionId: machine.revisionId }),
  };
}

function list(state: ServiceState, input: JsonObject): object {
  const machines = [...state.machines.all()].sort((a, b) => (a.name < b.name ? -1 : 1));
  const { items, nextToken } = pageOf(machines, new RequestMembers(input), ({ name }) => name);
  const stateMachines = items.map(({ stateMachineArn: arn, name, createdMs }) => ({
    stateMachineArn: arn,
    name,
    type: 'STANDARD',
    creationDate: createdMs / 1000,
  }));
  return nextToken === undefined ? { stateMachines } : { stateMachines, nextToken };
}
