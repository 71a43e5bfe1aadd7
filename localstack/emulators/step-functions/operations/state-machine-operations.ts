import { AwsError, notImplemented } from '../../aws-error.ts';
import type { JsonObject, JsonOperations } from '../../wire-json.ts';
import { describeProblem, validateDefinition } from '../definition/validate-definition.ts';
import type { Revision, StateMachineRecord } from '../executions/state-machine-record.ts';
import { invalidDefinition, stateMachineAlreadyExists, stateMachineDoesNotExist } from './api-errors.ts';
import { readLogging, readRoleArn, readTags, readTracing } from './machine-settings.ts';
import { checkArn, checkName, stateMachineArn } from './names.ts';
import { pageOf } from './paging.ts';
import { RequestMembers } from './request-members.ts';
import type { ServiceState } from './service-state.ts';

const MAX_DEFINITION_LENGTH = 1_048_576;

export function stateMachineOperations(state: ServiceState): JsonOperations {
  return {
    CreateStateMachine: (input) => create(state, input),
    DescribeStateMachine: (input) => describe(state, input),
    UpdateStateMachine: (input) => update(state, input),
    DeleteStateMachine: (input) => {
      state.machines.delete(checkArn(new RequestMembers(input).arn('stateMachineArn')));
      return {};
    },
    ListStateMachines: (input) => list(state, input),
  };
}

/** Creating the same state machine again gives the first one; the role and tags do not count (CreateStateMachine, "idempotent"). */
function create(state: ServiceState, input: JsonObject): object {
  const members = new RequestMembers(input);
  const name = checkName(members.requiredText('name'));
  const type = members.choice('type', ['STANDARD', 'EXPRESS']) ?? 'STANDARD';
  if (type === 'EXPRESS') throw notImplemented('states', 'CreateStateMachine with type EXPRESS');
  refuseUnknownFeatures(members);
  const revision: Revision = {
    definition: readDefinition(
      state,
      members.requiredText('definition', { minLength: 1, maxLength: MAX_DEFINITION_LENGTH }),
    ),
    roleArn: readRoleArn(members),
    loggingConfiguration: readLogging(members.object('loggingConfiguration')),
    tracingEnabled: readTracing(members.object('tracingConfiguration')),
    updatedMs: Date.now(),
  };
  const arn = stateMachineArn(state.place, name);
  const existing = state.machines.find(arn);
  if (existing !== undefined) return created(sameOrRefused(state, existing, revision));
  const tags = readTags(members.list('tags'));
  return created(state.machines.create({ stateMachineArn: arn, name, createdMs: Date.now(), tags }, revision));
}

function refuseUnknownFeatures(members: RequestMembers): void {
  if (members.flag('publish') === true) throw notImplemented('states', 'CreateStateMachine with publish');
  const encryption = members.object('encryptionConfiguration');
  if (encryption !== undefined && encryption['type'] !== 'AWS_OWNED_KEY') {
    throw notImplemented('states', 'CreateStateMachine with a customer managed KMS key');
  }
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

function readDefinition(state: ServiceState, text: string): string {
  const errors = validateDefinition(text, state.integrations).filter(({ severity }) => severity === 'ERROR');
  if (errors.length > 0) throw invalidDefinition(errors.map(describeProblem));
  return text;
}

export function existingMachine(state: ServiceState, arn: string): StateMachineRecord {
  const machine = state.machines.find(checkArn(arn));
  if (machine === undefined) throw stateMachineDoesNotExist(arn);
  return machine;
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

export function revisionMembers(revision: Revision): object {
  return {
    definition: revision.definition,
    roleArn: revision.roleArn,
    loggingConfiguration: revision.loggingConfiguration,
    tracingConfiguration: { enabled: revision.tracingEnabled },
  };
}

/** Running executions keep the revision that they started with. */
function update(state: ServiceState, input: JsonObject): object {
  const members = new RequestMembers(input);
  const machine = existingMachine(state, members.arn('stateMachineArn'));
  refuseUnknownFeatures(members);
  const given = ['definition', 'roleArn', 'loggingConfiguration', 'tracingConfiguration'];
  if (!given.some((member) => members.has(member))) {
    throw new AwsError(
      'MissingRequiredParameter',
      400,
      'Either the definition, the role ARN, the LoggingConfiguration, or the TracingConfiguration must be specified',
    );
  }
  const old = state.machines.revision(machine.revision);
  const definition = members.text('definition', { minLength: 1, maxLength: MAX_DEFINITION_LENGTH });
  const changed = {
    ...old,
    ...(definition === undefined ? {} : { definition: readDefinition(state, definition) }),
    ...(members.has('roleArn') ? { roleArn: readRoleArn(members) } : {}),
    ...(members.has('loggingConfiguration')
      ? { loggingConfiguration: readLogging(members.object('loggingConfiguration')) }
      : {}),
    ...(members.has('tracingConfiguration')
      ? { tracingEnabled: readTracing(members.object('tracingConfiguration')) }
      : {}),
  };
  if (JSON.stringify(changed) === JSON.stringify(old)) return updated(machine, Date.now());
  const updatedMs = Date.now();
  return updated(state.machines.update(machine, { ...changed, updatedMs }), updatedMs);
}

function updated({ revisionId }: StateMachineRecord, updatedMs: number): object {
  return { updateDate: updatedMs / 1000, ...(revisionId === undefined ? {} : { revisionId }) };
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
