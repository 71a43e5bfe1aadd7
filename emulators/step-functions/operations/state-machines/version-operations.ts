import { AwsError } from '../../../core/wire/aws-error.ts';
import type { JsonObject, JsonOperations } from '../../../core/wire/wire-json.ts';
import { checkArn } from '../names.ts';
import { RequestMembers } from '../request-members.ts';
import { resultPage } from '../result-page.ts';
import type { ServiceState } from '../service-state.ts';
import { existingMachine } from './existing-machine.ts';
import { machineTarget, versionArn } from './machine-target.ts';
import { publishVersion } from './publish-version.ts';

/** A state machine's revision before its first update. */
const INITIAL = 'INITIAL';

/** https://docs.aws.amazon.com/step-functions/latest/dg/concepts-state-machine-version.html */
export function versionOperations(state: ServiceState): JsonOperations {
  return {
    PublishStateMachineVersion: (input) => publish(state, input),
    ListStateMachineVersions: (input) => list(state, input),
    DeleteStateMachineVersion: (input) => remove(state, input),
  };
}

function publish(state: ServiceState, input: JsonObject): object {
  const members = new RequestMembers(input);
  const machine = existingMachine(state, members.requiredText('stateMachineArn'));
  const wanted = members.text('revisionId');
  const current = machine.revisionId ?? INITIAL;
  if (wanted !== undefined && wanted !== current) {
    throw new AwsError(
      'ConflictException',
      400,
      `Failed to publish the State Machine version for revision ${wanted}. The current State Machine revision is ${current}.`,
    );
  }
  const published = publishVersion(state, machine, members.text('description'));
  return {
    creationDate: published.version.createdMs / 1000,
    stateMachineVersionArn: versionArn(published.machine, published.version),
  };
}

/** Latest first. */
function list(state: ServiceState, input: JsonObject): object {
  const members = new RequestMembers(input);
  const machine = existingMachine(state, members.requiredText('stateMachineArn'));
  const { items, nextToken } = resultPage((machine.versions ?? []).toReversed(), members, (version) =>
    versionArn(machine, version),
  );
  const stateMachineVersions = items.map((version) => ({
    stateMachineVersionArn: versionArn(machine, version),
    creationDate: version.createdMs / 1000,
  }));
  return nextToken === undefined ? { stateMachineVersions } : { stateMachineVersions, nextToken };
}

/** A version that does not exist is deleted already; one that an alias points to stays. */
function remove(state: ServiceState, input: JsonObject): object {
  const arn = checkArn(new RequestMembers(input).requiredText('stateMachineVersionArn'));
  const target = findTarget(state, arn);
  if (target?.version === undefined) return {};
  const { machine, version } = target;
  const referring = (machine.aliases ?? []).filter(({ routing }) =>
    routing.some(({ stateMachineVersionArn }) => stateMachineVersionArn === arn),
  );
  if (referring.length > 0) {
    const names = referring.map(({ name }) => name).join(', ');
    throw new AwsError(
      'ConflictException',
      400,
      `Version to be deleted must not be referenced by an alias. Current list of aliases referencing this version: [${names}]`,
    );
  }
  state.machines.change(machine, { versions: (machine.versions ?? []).filter((one) => one !== version) });
  return {};
}

function findTarget(state: ServiceState, arn: string): ReturnType<typeof machineTarget> | undefined {
  try {
    return machineTarget(state, arn);
  } catch (error) {
    if (error instanceof AwsError && error.code === 'StateMachineDoesNotExist') return undefined;
    throw error;
  }
}
