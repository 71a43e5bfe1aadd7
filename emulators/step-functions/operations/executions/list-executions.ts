import { AwsError } from '../../../core/wire/aws-error.ts';
import type { JsonObject } from '../../../core/wire/wire-json.ts';
import type { ExecutionSummary } from '../../executions/execution-record.ts';
import { machineTypeNotSupported, resourceNotFound } from '../api-errors.ts';
import { checkArn } from '../names.ts';
import { RequestMembers } from '../request-members.ts';
import { resultPage } from '../result-page.ts';
import type { ServiceState } from '../service-state.ts';
import { aliasArn, machineTarget, versionArn } from '../state-machines/machine-target.ts';

const STATUSES = ['SUCCEEDED', 'TIMED_OUT', 'PENDING_REDRIVE', 'ABORTED', 'FAILED', 'RUNNING'] as const;
const REDRIVE_FILTERS = ['REDRIVEN', 'NOT_REDRIVEN'] as const;

type Condition = (execution: ExecutionSummary) => boolean;

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_ListExecutions.html */
export function listExecutions(state: ServiceState, input: JsonObject): object {
  const members = new RequestMembers(input);
  const status = members.choice('statusFilter', STATUSES);
  const redrive = members.choice('redriveFilter', REDRIVE_FILTERS);
  const mapRunArn = members.text('mapRunArn');
  if ((mapRunArn === undefined) === !members.has('stateMachineArn')) {
    throw invalid('either a stateMachineArn or a mapRunArn must be given, but not both');
  }
  if (mapRunArn === undefined && status === 'PENDING_REDRIVE') {
    throw invalid('the statusFilter PENDING_REDRIVE needs a mapRunArn');
  }
  if (mapRunArn === undefined && redrive !== undefined) throw invalid('a redriveFilter needs a mapRunArn');
  const isWanted: Condition = (execution) =>
    (status === undefined || execution.status === status) &&
    (redrive === undefined || (redrive === 'REDRIVEN') === (execution.redriveCount ?? 0) > 0);
  const wanted = mapRunArn === undefined ? ofMachine(state, members, isWanted) : ofMapRun(state, mapRunArn, isWanted);
  const { items, nextToken } = resultPage(wanted, members, ({ executionArn }) => executionArn);
  const executions = items.map(executionSummary);
  return nextToken === undefined ? { executions } : { executions, nextToken };
}

/** A version's ARN also lists executions that came to it through an alias. */
function ofMachine(state: ServiceState, members: RequestMembers, isWanted: Condition): readonly ExecutionSummary[] {
  const { machine, version, alias } = machineTarget(state, members.requiredText('stateMachineArn'));
  if (machine.type === 'EXPRESS') throw machineTypeNotSupported();
  const versioned = version === undefined ? undefined : versionArn(machine, version);
  const aliased = alias === undefined ? undefined : aliasArn(machine, alias);
  return state.store.list(
    (execution) =>
      execution.stateMachineArn === machine.stateMachineArn &&
      (versioned === undefined || execution.stateMachineVersionArn === versioned) &&
      (aliased === undefined || execution.stateMachineAliasArn === aliased) &&
      isWanted(execution),
  );
}

function ofMapRun(state: ServiceState, arn: string, isWanted: Condition): readonly ExecutionSummary[] {
  if (state.mapRuns.find(checkArn(arn)) === undefined) throw resourceNotFound(arn);
  return state.mapRuns.children.of(arn).filter(isWanted);
}

function invalid(reason: string): AwsError {
  return new AwsError('ValidationException', 400, `[rehearsal] ${reason}`);
}

/** What lists and descriptions have in common. */
export function executionSummary(execution: ExecutionSummary): object {
  const { executionArn, stateMachineArn, name, status, startedMs, stoppedMs, redriveCount, redrivenMs } = execution;
  const { mapRunArn, itemCount, stateMachineVersionArn, stateMachineAliasArn } = execution;
  return {
    executionArn,
    stateMachineArn,
    name,
    status,
    startDate: startedMs / 1000,
    ...(stoppedMs === undefined ? {} : { stopDate: stoppedMs / 1000 }),
    ...(mapRunArn === undefined ? {} : { mapRunArn }),
    ...(itemCount === undefined ? {} : { itemCount }),
    ...(stateMachineVersionArn === undefined ? {} : { stateMachineVersionArn }),
    ...(stateMachineAliasArn === undefined ? {} : { stateMachineAliasArn }),
    redriveCount: redriveCount ?? 0,
    ...(redrivenMs === undefined ? {} : { redriveDate: redrivenMs / 1000 }),
  };
}
