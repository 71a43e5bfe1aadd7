import type { JsonObject } from '../../../core/wire/wire-json.ts';
import type { ExecutionRecord } from '../../executions/execution-record.ts';
import type { EventList } from '../../executions/history-file.ts';
import { executionDoesNotExist, wrongArnType } from '../api-errors.ts';
import { checkArn } from '../names.ts';
import { RequestMembers } from '../request-members.ts';
import type { ServiceState } from '../service-state.ts';

/** An execution or a child of a map run. Express executions are not kept: what is known of them is in their logs. */
export function existingExecution(state: ServiceState, input: JsonObject): ExecutionRecord {
  const arn = checkArn(new RequestMembers(input).requiredText('executionArn'));
  if (/^arn:[^:]+:states:[^:]*:[^:]*:express:/.test(arn)) throw wrongArnType('express');
  const execution = state.store.find(arn) ?? state.mapRuns.child(arn);
  if (execution === undefined) throw executionDoesNotExist(arn);
  return execution;
}

/** The events of an execution, or of a child of a map run, each read when it is asked for. */
export function eventsOf(state: ServiceState, { executionArn, mapRunArn }: ExecutionRecord): EventList {
  if (mapRunArn === undefined) return state.store.history(executionArn).events();
  const events = state.mapRuns.childHistory(executionArn) ?? [];
  return { length: events.length, sizeAt: () => 0, read: (places) => places.flatMap((place) => events[place] ?? []) };
}

/** How many events there are. */
export function eventCount(state: ServiceState, { executionArn, mapRunArn }: ExecutionRecord): number {
  if (mapRunArn === undefined) return state.store.history(executionArn).last()?.id ?? 0;
  return state.mapRuns.childHistory(executionArn)?.length ?? 0;
}
