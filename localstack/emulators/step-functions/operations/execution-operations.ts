import type { JsonObject, JsonOperations } from '../../wire-json.ts';
import type { ExecutionRecord } from '../executions/execution-record.ts';
import { executionDoesNotExist } from './api-errors.ts';
import { existingMachine, revisionMembers } from './existing-machine.ts';
import { getExecutionHistory } from './get-execution-history.ts';
import { checkArn } from './names.ts';
import { pageOf } from './paging.ts';
import { redriveMembers } from './redrive-status.ts';
import { RequestMembers } from './request-members.ts';
import type { ServiceState } from './service-state.ts';
import { startExecution } from './start-execution.ts';

const MAX_LIST_TOKEN_LENGTH = 3_096;
const STATUSES = ['SUCCEEDED', 'TIMED_OUT', 'PENDING_REDRIVE', 'ABORTED', 'FAILED', 'RUNNING'] as const;

export function executionOperations(state: ServiceState): JsonOperations {
  return {
    StartExecution: (input) => startExecution(state, input),
    DescribeExecution: (input) => describe(existingExecution(state, input)),
    DescribeStateMachineForExecution: (input) => describeMachine(state, existingExecution(state, input)),
    ListExecutions: (input) => list(state, input),
    StopExecution: (input) => stop(state, input),
    GetExecutionHistory: (input) => getExecutionHistory(state, existingExecution(state, input), input),
  };
}

function existingExecution(state: ServiceState, input: JsonObject): ExecutionRecord {
  const arn = checkArn(new RequestMembers(input).arn('executionArn'));
  const execution = state.store.find(arn);
  if (execution === undefined) throw executionDoesNotExist(arn);
  return execution;
}

function describe(execution: ExecutionRecord): object {
  const { input, output, error, cause, traceHeader } = execution;
  return {
    ...summary(execution),
    input,
    inputDetails: { included: true },
    ...(output === undefined ? {} : { output, outputDetails: { included: true } }),
    ...(traceHeader === undefined ? {} : { traceHeader }),
    ...(error === undefined ? {} : { error }),
    ...(cause === undefined ? {} : { cause }),
    ...redriveMembers(execution),
  };
}

function summary({ executionArn, stateMachineArn, name, status, startedMs, stoppedMs }: ExecutionRecord): object {
  return {
    executionArn,
    stateMachineArn,
    name,
    status,
    startDate: startedMs / 1000,
    ...(stoppedMs === undefined ? {} : { stopDate: stoppedMs / 1000 }),
    redriveCount: 0,
  };
}

function describeMachine(
  state: ServiceState,
  { stateMachineArn, stateMachineName, revision }: ExecutionRecord,
): object {
  const used = state.machines.revision(revision);
  return { stateMachineArn, name: stateMachineName, ...revisionMembers(used), updateDate: used.updatedMs / 1000 };
}

function list(state: ServiceState, input: JsonObject): object {
  const members = new RequestMembers(input);
  const status = members.choice('statusFilter', STATUSES);
  const machine = existingMachine(state, members.arn('stateMachineArn'));
  const wanted = state.store
    .of(machine.stateMachineArn)
    .filter((execution) => status === undefined || execution.status === status);
  const { items, nextToken } = pageOf(wanted, members, ({ name }) => name, MAX_LIST_TOKEN_LENGTH);
  const executions = items.map(summary);
  return nextToken === undefined ? { executions } : { executions, nextToken };
}

/** Stopping an execution that has ended changes nothing and gives the time it ended. */
async function stop(state: ServiceState, input: JsonObject): Promise<object> {
  const members = new RequestMembers(input);
  const { executionArn } = existingExecution(state, input);
  const error = members.text('error', { maxLength: 256 });
  const cause = members.text('cause', { maxLength: 32_768 });
  await state.executions.stop(executionArn, {
    status: 'ABORTED',
    ...(error === undefined ? {} : { error }),
    ...(cause === undefined ? {} : { cause }),
  });
  return { stopDate: (state.store.find(executionArn)?.stoppedMs ?? Date.now()) / 1000 };
}
