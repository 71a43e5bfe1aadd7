import type { JsonObject } from '../../wire-json.ts';
import type { ExecutionRecord } from '../executions/execution-record.ts';
import { executionDoesNotExist, wrongArnType } from './api-errors.ts';
import { checkArn } from './names.ts';
import { RequestMembers } from './request-members.ts';
import type { ServiceState } from './service-state.ts';

/** Express executions are not kept: what is known of them is in their logs. */
export function existingExecution(state: ServiceState, input: JsonObject): ExecutionRecord {
  const arn = checkArn(new RequestMembers(input).arn('executionArn'));
  if (/^arn:[^:]+:states:[^:]*:[^:]*:express:/.test(arn)) throw wrongArnType('express');
  const execution = state.store.find(arn);
  if (execution === undefined) throw executionDoesNotExist(arn);
  return execution;
}
