import { AwsError } from '../../aws-error.ts';
import type { JsonObject } from '../../wire-json.ts';
import type { Revision, StateMachineRecord } from '../executions/state-machine-record.ts';
import { DEFINITION_LENGTH, readDefinition, refuseUnknownFeatures } from './definition-member.ts';
import { existingMachine } from './existing-machine.ts';
import { readLogging, readRoleArn, readTracing } from './machine-settings.ts';
import { RequestMembers } from './request-members.ts';
import { checkRole } from './role-check.ts';
import { checkRolePermissions } from './role-permission-check.ts';
import type { ServiceState } from './service-state.ts';

/** Running executions keep the revision that they started with. An update that changes nothing makes no revision. */
export async function updateStateMachine(state: ServiceState, input: JsonObject): Promise<object> {
  const members = new RequestMembers(input);
  const arn = members.arn('stateMachineArn');
  existingMachine(state, arn);
  refuseUnknownFeatures(members);
  const changes = readChanges(state, members);
  if (changes.roleArn !== undefined) await checkRole(state.iam, changes.roleArn);
  const machine = existingMachine(state, arn);
  const old = state.machines.revision(machine.revision);
  const changed = { ...old, ...changes };
  checkRolePermissions(state, changed);
  const updatedMs = Date.now();
  if (JSON.stringify(changed) === JSON.stringify(old)) return updated(machine, updatedMs);
  return updated(state.machines.update(machine, { ...changed, updatedMs }), updatedMs);
}

function readChanges(state: ServiceState, members: RequestMembers): Partial<Revision> {
  const definition = members.text('definition', DEFINITION_LENGTH);
  const logging = members.object('loggingConfiguration');
  const tracing = members.object('tracingConfiguration');
  const changes = {
    ...(definition === undefined ? {} : { definition: readDefinition(state, definition) }),
    ...(members.has('roleArn') ? { roleArn: readRoleArn(members) } : {}),
    ...(logging === undefined ? {} : { loggingConfiguration: readLogging(logging) }),
    ...(tracing === undefined ? {} : { tracingEnabled: readTracing(tracing) }),
  };
  if (Object.keys(changes).length > 0) return changes;
  throw new AwsError(
    'MissingRequiredParameter',
    400,
    'Either the definition, the role ARN, the LoggingConfiguration, or the TracingConfiguration must be specified',
  );
}

function updated({ revisionId }: StateMachineRecord, updatedMs: number): object {
  return { updateDate: updatedMs / 1000, ...(revisionId === undefined ? {} : { revisionId }) };
}
