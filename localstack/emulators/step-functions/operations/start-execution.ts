import { randomUUID } from 'node:crypto';
import type { JsonObject } from '../../wire-json.ts';
import { MAX_PAYLOAD_BYTES } from '../language/data-flow.ts';
import { jsonFault } from '../language/json-fault.ts';
import { executionAlreadyExists, invalidInput } from './api-errors.ts';
import { existingMachine } from './existing-machine.ts';
import { checkName, executionArn } from './names.ts';
import { RequestMembers } from './request-members.ts';
import type { ServiceState } from './service-state.ts';
import { useTracing } from './trace-permissions.ts';

/** The same name with the same input while that execution runs gives the same execution; else a name is used once. */
export function startExecution(state: ServiceState, input: JsonObject): object {
  const members = new RequestMembers(input);
  const machine = existingMachine(state, members.arn('stateMachineArn'));
  const name = checkName(members.text('name') ?? randomUUID());
  const text = readInput(members.text('input') ?? '{}');
  const arn = executionArn(state.place, machine.name, name);
  const existing = state.store.find(arn);
  if (existing !== undefined) {
    if (existing.status !== 'RUNNING' || existing.input !== text) throw executionAlreadyExists(arn);
    return { executionArn: arn, startDate: existing.startedMs / 1000 };
  }
  const revision = state.machines.revision(machine.revision);
  const traceHeader = members.text('traceHeader', { maxLength: 256 });
  const record = state.store.start({
    executionArn: arn,
    name,
    stateMachineArn: machine.stateMachineArn,
    stateMachineName: machine.name,
    revision: machine.revision,
    roleArn: revision.roleArn,
    startedMs: Date.now(),
    input: text,
    ...(traceHeader === undefined ? {} : { traceHeader }),
  });
  useTracing(state, revision);
  state.executions.start(record, revision);
  return { executionArn: arn, startDate: record.startedMs / 1000 };
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
