import { AwsError } from '../../../core/wire/aws-error.ts';
import type { JsonObject } from '../../../core/wire/wire-json.ts';
import type { ExecutionRecord } from '../../executions/execution-record.ts';
import { RequestMembers } from '../request-members.ts';
import type { ServiceState } from '../service-state.ts';
import { existingExecution } from './existing-execution.ts';
import { notRedrivableReason } from './redrive-status.ts';

/** A client token gives the same answer for so long, and only the latest of them do. */
const TOKEN_VALID_MS = 15 * 60_000;
const MAX_TOKENS = 10;

/** Goes on where an execution failed (https://docs.aws.amazon.com/step-functions/latest/apireference/API_RedriveExecution.html). */
export function redriveExecution(state: ServiceState, input: JsonObject): object {
  const token = new RequestMembers(input).text('clientToken');
  const execution = existingExecution(state, input);
  if (execution.mapRunArn !== undefined) {
    throw notRedrivable('a child execution goes on when the execution of its map run is redriven');
  }
  const nowMs = Date.now();
  const valid = (execution.redriveTokens ?? []).filter(({ redrivenMs }) => nowMs - redrivenMs < TOKEN_VALID_MS);
  const known = valid.find((used) => used.token === token);
  if (known !== undefined) return { redriveDate: known.redrivenMs / 1000 };
  const events = state.store.history(execution.executionArn).read();
  const reason = notRedrivableReason(execution, () => events.length, nowMs);
  if (reason !== undefined) throw notRedrivable(reason);
  const redriven: ExecutionRecord = {
    ...execution,
    redriveCount: (execution.redriveCount ?? 0) + 1,
    redrivenMs: nowMs,
    ...(token === undefined ? {} : { redriveTokens: [...valid, { token, redrivenMs: nowMs }].slice(-MAX_TOKENS) }),
  };
  const record = state.store.restart(redriven);
  state.executions.redrive(record, state.machines.revision(record.revision), events);
  return { redriveDate: nowMs / 1000 };
}

function notRedrivable(reason: string): AwsError {
  return new AwsError('ExecutionNotRedrivable', 400, `[rehearsal] ${reason}`);
}
