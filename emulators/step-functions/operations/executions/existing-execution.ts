import type { JsonObject } from '../../../core/wire/wire-json.ts';
import type { HistoryEvent } from '../../engine/history.ts';
import type { ExecutionRecord } from '../../executions/execution-record.ts';
import { executionDoesNotExist, wrongArnType } from '../api-errors.ts';
import { checkArn } from '../names.ts';
import { RequestMembers } from '../request-members.ts';
import type { ServiceState } from '../service-state.ts';

/** An execution or a child of a map run. Express executions are not kept: what is known of them is in their logs. */
export function existingExecution(state: ServiceState, input: JsonObject): ExecutionRecord {
  const arn = checkArn(new RequestMembers(input).arn('executionArn'));
  if (/^arn:[^:]+:states:[^:]*:[^:]*:express:/.test(arn)) throw wrongArnType('express');
  const execution = state.store.find(arn) ?? state.mapRuns.child(arn);
  if (execution === undefined) throw executionDoesNotExist(arn);
  return execution;
}

export function eventsOf(state: ServiceState, { executionArn, mapRunArn }: ExecutionRecord): readonly HistoryEvent[] {
  if (mapRunArn === undefined) return state.store.history(executionArn).read();
  return state.mapRuns.childHistory(executionArn) ?? [];
}
