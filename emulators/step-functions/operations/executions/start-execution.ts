import type { JsonObject, JsonOperations } from '../../../core/wire/wire-json.ts';
import type { ExecutionRecord, Outcome } from '../../executions/execution-record.ts';
import { executionAlreadyExists, machineTypeNotSupported } from '../api-errors.ts';
import { RequestMembers } from '../request-members.ts';
import type { ServiceState } from '../service-state.ts';
import { askForTracing } from '../state-machines/state-machine-role.ts';
import { readNewExecution } from './new-execution.ts';

/** What Express executions are billed by: every 100 ms begun, and this much memory at least. */
const BILLED_MS = 100;
const BILLED_MEMORY_MB = 64;

export function startOperations(state: ServiceState): JsonOperations {
  return {
    StartExecution: (input) => start(state, input),
    StartSyncExecution: (input) => startSync(state, input),
  };
}

/**
 * The same name with the same input while that execution runs gives the same execution; else a name is used once. Express
 * executions may share a name.
 */
function start(state: ServiceState, input: JsonObject): object {
  const { execution, revision, isExpress } = readNewExecution(state, input);
  const { executionArn, startedMs } = execution;
  if (isExpress) {
    askForTracing(state, revision);
    state.executions.express(execution, revision).catch(() => {});
    return { executionArn, startDate: startedMs / 1000 };
  }
  const existing = state.store.find(executionArn);
  if (existing !== undefined) {
    if (existing.status !== 'RUNNING' || existing.input !== execution.input) throw executionAlreadyExists(executionArn);
    return { executionArn, startDate: existing.startedMs / 1000 };
  }
  const record = state.store.start(execution);
  askForTracing(state, revision);
  state.executions.start(record, revision);
  return { executionArn, startDate: record.startedMs / 1000 };
}

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartSyncExecution.html */
async function startSync(state: ServiceState, input: JsonObject): Promise<object> {
  const isMetadataOnly = readIncludedData(input) === 'METADATA_ONLY';
  const { execution, revision, isExpress } = readNewExecution(state, input);
  if (!isExpress) throw machineTypeNotSupported();
  askForTracing(state, revision);
  const outcome = await state.executions.express({ ...execution, isSynchronous: true }, revision);
  return described(execution, outcome, isMetadataOnly);
}

export function readIncludedData(input: JsonObject): 'ALL_DATA' | 'METADATA_ONLY' {
  return new RequestMembers(input).choice('includedData', ['ALL_DATA', 'METADATA_ONLY']) ?? 'ALL_DATA';
}

function described(
  execution: Omit<ExecutionRecord, 'sequence' | 'status'>,
  { status, output, error, cause }: Outcome,
  isMetadataOnly: boolean,
): object {
  const { executionArn, stateMachineArn, name, startedMs, input, traceHeader } = execution;
  const stoppedMs = Date.now();
  const details = { included: !isMetadataOnly };
  return {
    executionArn,
    stateMachineArn,
    name,
    startDate: startedMs / 1000,
    stopDate: stoppedMs / 1000,
    status,
    ...(isMetadataOnly ? {} : { input }),
    inputDetails: details,
    ...(isMetadataOnly || output === undefined ? {} : { output }),
    outputDetails: details,
    ...(error === undefined ? {} : { error }),
    ...(cause === undefined ? {} : { cause }),
    ...(traceHeader === undefined ? {} : { traceHeader }),
    billingDetails: {
      billedMemoryUsedInMB: BILLED_MEMORY_MB,
      billedDurationInMilliseconds: Math.max(1, Math.ceil((stoppedMs - startedMs) / BILLED_MS)) * BILLED_MS,
    },
  };
}
