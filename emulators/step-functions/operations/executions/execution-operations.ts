import type { JsonObject, JsonOperations } from '../../../core/wire/wire-json.ts';
import { RequestMembers } from '../request-members.ts';
import type { ServiceState } from '../service-state.ts';
import { revisionMembers, variableMembers } from '../state-machines/existing-machine.ts';
import { eventCount, existingExecution } from './existing-execution.ts';
import { getExecutionHistory } from './get-execution-history.ts';
import { executionSummary, listExecutions } from './list-executions.ts';
import { redriveExecution } from './redrive-execution.ts';
import { redriveMembers } from './redrive-status.ts';
import { readIncludedData } from './start-execution.ts';

export function executionOperations(state: ServiceState): JsonOperations {
  return {
    DescribeExecution: (input) => describe(state, input),
    DescribeStateMachineForExecution: (input) => describeMachine(state, input),
    ListExecutions: (input) => listExecutions(state, input),
    StopExecution: (input) => stop(state, input),
    RedriveExecution: (input) => redriveExecution(state, input),
    GetExecutionHistory: (input) => getExecutionHistory(state, existingExecution(state, input), input),
  };
}

function describe(state: ServiceState, request: JsonObject): object {
  const included = readIncludedData(request) === 'ALL_DATA';
  const execution = existingExecution(state, request);
  const { input, output, error, cause, traceHeader } = execution;
  return {
    ...executionSummary(execution),
    ...(included ? { input } : {}),
    inputDetails: { included },
    ...(output === undefined ? {} : { ...(included ? { output } : {}), outputDetails: { included } }),
    ...(traceHeader === undefined ? {} : { traceHeader }),
    ...(error === undefined || !included ? {} : { error }),
    ...(cause === undefined || !included ? {} : { cause }),
    ...redriveMembers(execution, () => eventCount(state, execution)),
  };
}

function describeMachine(state: ServiceState, request: JsonObject): object {
  const included = readIncludedData(request) === 'ALL_DATA';
  const { stateMachineArn, stateMachineName, revision, mapRunArn } = existingExecution(state, request);
  const used = state.machines.revision(revision);
  const { definition, ...others } = revisionMembers(used);
  return {
    stateMachineArn,
    name: stateMachineName,
    ...(included ? { definition, ...variableMembers(used) } : {}),
    ...others,
    updateDate: used.updatedMs / 1000,
    ...(mapRunArn === undefined ? {} : { mapRunArn, label: stateMachineArn.split('/').at(-1) }),
    ...(used.revisionId === undefined ? {} : { revisionId: used.revisionId }),
  };
}

/** Stopping an execution that has ended changes nothing and gives the time it ended. */
async function stop(state: ServiceState, input: JsonObject): Promise<object> {
  const members = new RequestMembers(input);
  const execution = existingExecution(state, input);
  const error = members.text('error');
  const cause = members.text('cause');
  const outcome = { ...(error === undefined ? {} : { error }), ...(cause === undefined ? {} : { cause }) };
  const stopping = execution.mapRunArn === undefined ? state.executions : state.mapRuns;
  await stopping.stop(execution.executionArn, { status: 'ABORTED', ...outcome });
  return { stopDate: (existingExecution(state, input).stoppedMs ?? Date.now()) / 1000 };
}
