import { AwsError } from '../../../core/wire/aws-error.ts';
import type { MachineVersion, StateMachineRecord } from '../../executions/state-machine-record.ts';
import type { RequestMembers } from '../request-members.ts';
import type { ServiceState } from '../service-state.ts';
import { versionArn } from './machine-target.ts';

/** https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html */
const MAX_VERSIONS = 1_000;

/** What a request says of publishing; throws when a description comes without it. */
export interface PublishRequest {
  readonly publish: boolean;
  readonly description?: string;
}

export function readPublish(members: RequestMembers): PublishRequest {
  const publish = members.flag('publish') === true;
  const description = members.text('versionDescription');
  if (description !== undefined && !publish) {
    throw new AwsError('ValidationException', 400, 'Version description can only be set when publish is true');
  }
  return description === undefined ? { publish } : { publish, description };
}

/** The version of the revision in force, which is made if there is none yet. */
export function publishVersion(
  state: ServiceState,
  machine: StateMachineRecord,
  description: string | undefined,
): { readonly machine: StateMachineRecord; readonly version: MachineVersion } {
  const versions = machine.versions ?? [];
  const existing = versions.find(({ revision }) => revision === machine.revision);
  if (existing !== undefined) return { machine, version: existing };
  if (versions.length >= MAX_VERSIONS) {
    throw new AwsError(
      'ServiceQuotaExceededException',
      402,
      `[rehearsal] the state machine has ${MAX_VERSIONS} versions; delete some with DeleteStateMachineVersion`,
    );
  }
  const version: MachineVersion = {
    number: (machine.lastVersion ?? 0) + 1,
    revision: machine.revision,
    ...(description === undefined ? {} : { description }),
    createdMs: Date.now(),
  };
  const changed = state.machines.change(machine, { versions: [...versions, version], lastVersion: version.number });
  return { machine: changed, version };
}

/** The members that CreateStateMachine and UpdateStateMachine add for `publish`. */
export function publishedMembers(state: ServiceState, machine: StateMachineRecord, request: PublishRequest): object {
  if (!request.publish) return {};
  const published = publishVersion(state, machine, request.description);
  return { stateMachineVersionArn: versionArn(published.machine, published.version) };
}
