import { randomUUID } from 'node:crypto';
import type { JsonObject } from '../../../core/wire/wire-json.ts';
import type { ExecutionRecord } from '../../executions/execution-record.ts';
import type { Revision } from '../../executions/state-machine-record.ts';
import { MAX_PAYLOAD_BYTES } from '../../language/data-flow.ts';
import { jsonFault } from '../../language/json-fault.ts';
import { invalidInput } from '../api-errors.ts';
import { checkName, executionArn, expressArn } from '../names.ts';
import { RequestMembers } from '../request-members.ts';
import type { ServiceState } from '../service-state.ts';
import {
  aliasArn,
  type MachineTarget,
  machineTarget,
  routedVersion,
  versionArn,
} from '../state-machines/machine-target.ts';

/** An execution as a request asks for it, before it is started. */
export interface NewExecution {
  readonly execution: Omit<ExecutionRecord, 'sequence' | 'status'>;
  readonly revision: Revision;
  readonly isExpress: boolean;
}

export function readNewExecution(state: ServiceState, input: JsonObject): NewExecution {
  const members = new RequestMembers(input);
  const target = machineTarget(state, members.requiredText('stateMachineArn'));
  const name = checkName(members.text('name') ?? randomUUID());
  const text = readInput(members.text('input') ?? '{}');
  const traceHeader = members.text('traceHeader');
  const { machine } = target;
  const isExpress = machine.type === 'EXPRESS';
  const { revision: key, ...qualifiers } = chosen(state, target);
  const revision = state.machines.revision(key);
  const execution = {
    executionArn: isExpress
      ? expressArn(state.owner, machine.name, name)
      : executionArn(state.owner, machine.name, name),
    name,
    stateMachineArn: machine.stateMachineArn,
    ...qualifiers,
    stateMachineName: machine.name,
    revision: key,
    roleArn: revision.roleArn,
    startedMs: Date.now(),
    input: text,
    ...(traceHeader === undefined ? {} : { traceHeader }),
  };
  return { execution, revision, isExpress };
}

interface Chosen {
  readonly revision: string;
  readonly stateMachineVersionArn?: string;
  readonly stateMachineAliasArn?: string;
}

/** The revision that the ARN stands for: that in force, that of a version, or that of a version which an alias points to. */
function chosen(state: ServiceState, target: MachineTarget): Chosen {
  const { machine, alias } = target;
  const version = target.version ?? routedVersion(target, state.random);
  if (version === undefined) return { revision: machine.revision };
  return {
    revision: version.revision,
    stateMachineVersionArn: versionArn(machine, version),
    ...(alias === undefined ? {} : { stateMachineAliasArn: aliasArn(machine, alias) }),
  };
}

function readInput(text: string): string {
  if (Buffer.byteLength(text) > MAX_PAYLOAD_BYTES) {
    throw invalidInput(
      `[rehearsal] the input has ${Buffer.byteLength(text)} bytes; at most ${MAX_PAYLOAD_BYTES} are allowed`,
    );
  }
  if (text.trim() === '') throw invalidInput('Invalid execution input.');
  try {
    JSON.parse(text);
    return text;
  } catch (error) {
    throw invalidInput(jsonFault(text, error));
  }
}
