import { AwsError } from '../../../core/wire/aws-error.ts';
import type { JsonObject, JsonOperations } from '../../../core/wire/wire-json.ts';
import type { MachineAlias, StateMachineRecord } from '../../executions/state-machine-record.ts';
import { resourceMissing } from '../api-errors.ts';
import { checkArn } from '../names.ts';
import { RequestMembers } from '../request-members.ts';
import { resultPage } from '../result-page.ts';
import type { ServiceState } from '../service-state.ts';
import { optionalRouting, readRouting } from './alias-routing.ts';
import { aliasArn, machineTarget, versionArn } from './machine-target.ts';

const ALIAS = /^(arn:[^:]+:states:[^:]*:[^:]*:stateMachine:[^:]+):([^:]+)$/;

/** https://docs.aws.amazon.com/step-functions/latest/dg/concepts-state-machine-alias.html */
export function aliasOperations(state: ServiceState): JsonOperations {
  return {
    CreateStateMachineAlias: (input) => create(state, input),
    DescribeStateMachineAlias: (input) => describe(existing(state, input)),
    UpdateStateMachineAlias: (input) => update(state, input),
    ListStateMachineAliases: (input) => list(state, input),
    DeleteStateMachineAlias: (input) => remove(state, input),
  };
}

interface Existing {
  readonly machine: StateMachineRecord;
  readonly alias: MachineAlias;
}

function find(state: ServiceState, input: JsonObject): Existing | undefined {
  const arn = checkArn(new RequestMembers(input).requiredText('stateMachineAliasArn'));
  const [, base = '', wanted = ''] = ALIAS.exec(arn) ?? [];
  const machine = state.machines.find(base);
  const alias = machine?.aliases?.find(({ name }) => name === wanted);
  return machine === undefined || alias === undefined ? undefined : { machine, alias };
}

function existing(state: ServiceState, input: JsonObject): Existing {
  const found = find(state, input);
  if (found === undefined) throw resourceMissing();
  return found;
}

/** The same alias again is the one that is there; another description or routing is a conflict. */
function create(state: ServiceState, input: JsonObject): object {
  const members = new RequestMembers(input);
  const name = members.requiredText('name');
  const description = members.text('description');
  const { machine, routes } = readRouting(state, members.list('routingConfiguration') ?? []);
  const nowMs = Date.now();
  const known = machine.aliases?.find((alias) => alias.name === name);
  if (known !== undefined) {
    const isSame = known.description === description && JSON.stringify(known.routing) === JSON.stringify(routes);
    if (isSame) return created({ machine, alias: known });
    throw new AwsError(
      'ConflictException',
      400,
      'Failed to create alias because an alias with the same name and a different routing configuration already exists.',
    );
  }
  const alias: MachineAlias = {
    name,
    ...(description === undefined ? {} : { description }),
    routing: routes,
    createdMs: nowMs,
    updatedMs: nowMs,
  };
  state.machines.change(machine, { aliases: [...(machine.aliases ?? []), alias] });
  return created({ machine, alias });
}

function created({ machine, alias }: Existing): object {
  return { stateMachineAliasArn: aliasArn(machine, alias), creationDate: alias.createdMs / 1000 };
}

function describe({ machine, alias }: Existing): object {
  return {
    stateMachineAliasArn: aliasArn(machine, alias),
    name: alias.name,
    ...(alias.description === undefined ? {} : { description: alias.description }),
    routingConfiguration: alias.routing,
    creationDate: alias.createdMs / 1000,
    updateDate: alias.updatedMs / 1000,
  };
}

function update(state: ServiceState, input: JsonObject): object {
  const members = new RequestMembers(input);
  const { machine, alias } = existing(state, input);
  const description = members.text('description');
  const routing = optionalRouting(state, members);
  if (description === undefined && routing === undefined) {
    throw new AwsError(
      'ValidationException',
      400,
      '[rehearsal] UpdateStateMachineAlias needs a description or a routingConfiguration',
    );
  }
  const updatedMs = Date.now();
  const changed: MachineAlias = {
    ...alias,
    ...(description === undefined ? {} : { description }),
    ...(routing === undefined ? {} : { routing: routing.routes }),
    updatedMs,
  };
  const aliases = (machine.aliases ?? []).map((one) => (one === alias ? changed : one));
  state.machines.change(machine, { aliases });
  return { updateDate: updatedMs / 1000 };
}

/** Of a state machine, or those that point to one version. */
function list(state: ServiceState, input: JsonObject): object {
  const members = new RequestMembers(input);
  const { machine, version } = machineTarget(state, members.requiredText('stateMachineArn'));
  const wanted = version === undefined ? undefined : versionArn(machine, version);
  const aliases = (machine.aliases ?? []).filter(
    ({ routing }) => wanted === undefined || routing.some((route) => route.stateMachineVersionArn === wanted),
  );
  const { items, nextToken } = resultPage(aliases, members, ({ name }) => name);
  const stateMachineAliases = items.map((alias) => created({ machine, alias }));
  return nextToken === undefined ? { stateMachineAliases } : { stateMachineAliases, nextToken };
}

/** An alias that does not exist is deleted already. */
function remove(state: ServiceState, input: JsonObject): object {
  const found = find(state, input);
  if (found !== undefined) {
    const { machine, alias } = found;
    state.machines.change(machine, { aliases: (machine.aliases ?? []).filter((one) => one !== alias) });
  }
  return {};
}
