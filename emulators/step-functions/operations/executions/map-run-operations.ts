import { AwsError } from '../../../core/wire/aws-error.ts';
import type { JsonObject, JsonOperations } from '../../../core/wire/wire-json.ts';
import type { MapRunCounts, MapRunRecord } from '../../executions/map-runs/map-run-record.ts';
import { resourceNotFound } from '../api-errors.ts';
import { checkArn } from '../names.ts';
import { RequestMembers } from '../request-members.ts';
import { resultPage } from '../result-page.ts';
import type { ServiceState } from '../service-state.ts';
import { existingExecution } from './existing-execution.ts';

/** https://docs.aws.amazon.com/step-functions/latest/dg/concepts-examine-map-run.html */
export function mapRunOperations(state: ServiceState): JsonOperations {
  return {
    DescribeMapRun: (input) => describe(existing(state, input)),
    ListMapRuns: (input) => list(state, input),
    UpdateMapRun: (input) => update(state, input),
  };
}

function existing(state: ServiceState, input: JsonObject): MapRunRecord {
  const arn = checkArn(new RequestMembers(input).requiredText('mapRunArn'));
  const mapRun = state.mapRuns.find(arn);
  if (mapRun === undefined) throw resourceNotFound(arn);
  return mapRun;
}

function describe(mapRun: MapRunRecord): object {
  const { status, maxConcurrency, toleratedFailureCount, toleratedFailurePercentage } = mapRun;
  const { mapRunArn, executionArn, startedMs, stoppedMs } = mapRun;
  return {
    mapRunArn,
    executionArn,
    status,
    startDate: startedMs / 1000,
    ...(stoppedMs === undefined ? {} : { stopDate: stoppedMs / 1000 }),
    maxConcurrency,
    toleratedFailurePercentage,
    toleratedFailureCount,
    itemCounts: countsOf(mapRun, mapRun.itemCounts),
    executionCounts: countsOf(mapRun, mapRun.executionCounts),
    redriveCount: 0,
  };
}

/** A map run whose execution has failed takes its failed children up again when that is redriven. */
function countsOf({ status }: MapRunRecord, counts: MapRunCounts): object {
  const { failed, aborted, timedOut } = counts;
  const isRedrivable = status === 'FAILED' || status === 'ABORTED';
  return {
    ...counts,
    failuresNotRedrivable: isRedrivable ? 0 : failed + aborted + timedOut,
    pendingRedrive: 0,
  };
}

function list(state: ServiceState, input: JsonObject): object {
  const { executionArn } = existingExecution(state, input);
  const all = state.mapRuns.ofExecution(executionArn);
  const { items, nextToken } = resultPage(all, new RequestMembers(input), ({ mapRunArn }) => mapRunArn);
  const mapRuns = items.map(({ mapRunArn, stateMachineArn, startedMs, stoppedMs }) => ({
    executionArn,
    mapRunArn,
    stateMachineArn,
    startDate: startedMs / 1000,
    ...(stoppedMs === undefined ? {} : { stopDate: stoppedMs / 1000 }),
  }));
  return nextToken === undefined ? { mapRuns } : { mapRuns, nextToken };
}

function update(state: ServiceState, input: JsonObject): object {
  const { mapRunArn, maxConcurrency, toleratedFailureCount, toleratedFailurePercentage } = existing(state, input);
  const members = new RequestMembers(input);
  const limits = {
    maxConcurrency: members.number('maxConcurrency') ?? maxConcurrency,
    toleratedFailureCount: members.number('toleratedFailureCount') ?? toleratedFailureCount,
    toleratedFailurePercentage: members.number('toleratedFailurePercentage') ?? toleratedFailurePercentage,
  };
  if (!state.mapRuns.update(mapRunArn, limits)) {
    throw new AwsError('ValidationException', 400, `[rehearsal] the map run ${mapRunArn} has ended`);
  }
  return {};
}
