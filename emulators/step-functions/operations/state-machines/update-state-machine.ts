import { AwsError } from '../../../core/wire/aws-error.ts';
import type { JsonObject } from '../../../core/wire/wire-json.ts';
import { validateDelivery } from '../../executions/log-streams.ts';
import type { MachineType, Revision } from '../../executions/state-machine-record.ts';
import { RequestMembers } from '../request-members.ts';
import type { ServiceState } from '../service-state.ts';
import { readDefinition, refuseUnknownFeatures } from './definition-member.ts';
import { existingMachine } from './existing-machine.ts';
import { checkLogGroup, readLogging, readRoleArn, readTracing } from './machine-settings.ts';
import { publishedMembers, readPublish } from './publish-version.ts';
import { checkRolePermissions, checkTrust } from './state-machine-role.ts';

/** Running executions keep the revision that they started with. An update that changes nothing makes no revision. */
export async function updateStateMachine(state: ServiceState, input: JsonObject): Promise<object> {
  const members = new RequestMembers(input);
  const arn = members.requiredText('stateMachineArn');
  existingMachine(state, arn);
  refuseUnknownFeatures(members);
  const request = readPublish(members);
  const changes = await readChanges(state, members, existingMachine(state, arn).type ?? 'STANDARD');
  if (changes.roleArn !== undefined) await checkTrust(state.iam, changes.roleArn);
  if (changes.loggingConfiguration !== undefined) await checkLogGroup(state.logs, changes.loggingConfiguration);
  const machine = existingMachine(state, arn);
  const old = state.machines.revision(machine.revision);
  const changed = { ...old, ...changes };
  checkRolePermissions(state, changed);
  if (changes.loggingConfiguration !== undefined) await validateDelivery(state.logs, changes.loggingConfiguration);
  const updatedMs = Date.now();
  const isSame = JSON.stringify(changed) === JSON.stringify(old);
  const updated = isSame ? machine : state.machines.update(machine, { ...changed, updatedMs });
  return {
    updateDate: updatedMs / 1000,
    ...(updated.revisionId === undefined ? {} : { revisionId: updated.revisionId }),
    ...publishedMembers(state, updated, request),
  };
}

async function readChanges(
  state: ServiceState,
  members: RequestMembers,
  type: MachineType,
): Promise<Partial<Revision>> {
  const definition = members.text('definition');
  const logging = members.object('loggingConfiguration');
  const tracing = members.object('tracingConfiguration');
  const changes = {
    ...(definition === undefined ? {} : { definition: await readDefinition(state, definition, type) }),
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
