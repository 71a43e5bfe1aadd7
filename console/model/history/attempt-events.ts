import { textIn } from '../members.ts';
import type { HistoryEvent } from './story-event.ts';
import type { Attempt, Failure, Visit } from './visit.ts';

const SCHEDULED = /^(?:Task|LambdaFunction|Activity)Scheduled$/;
const SUCCEEDED = /^(?:Task|LambdaFunction|Activity)Succeeded$/;
const FAILED = /^(?:Task|LambdaFunction|Activity)(?:Failed|TimedOut|StartFailed|SubmitFailed|ScheduleFailed)$/;

/** What an event says of a state's work: a try that begins, or how it ended. */
export function takeAttemptEvent(visit: Visit, event: HistoryEvent): void {
  const { type, timeMs, details } = event;
  if (SCHEDULED.test(type)) {
    delete visit.failure;
    visit.attempts.push(attemptOf(event));
    return;
  }
  const attempt = visit.attempts.at(-1);
  if (SUCCEEDED.test(type)) {
    const result = textIn(details, 'output');
    if (attempt === undefined) return;
    end(attempt, timeMs, 'succeeded');
    if (result !== undefined) attempt.result = result;
  } else if (FAILED.test(type) || type === 'EvaluationFailed') {
    visit.failure = failureIn(event);
    // A failed evaluation may come after the try had succeeded.
    if (attempt === undefined || attempt.endedMs !== undefined) return;
    end(attempt, timeMs, 'failed');
    attempt.failure = visit.failure;
  }
}

function attemptOf({ type, timeMs, details }: HistoryEvent): Attempt {
  const parameters = textIn(details, 'parameters') ?? textIn(details, 'input');
  const service = [textIn(details, 'resourceType'), textIn(details, 'resource')].filter((part) => part !== undefined);
  return {
    startedMs: timeMs,
    status: 'running',
    resource: service.length === 0 ? type : service.join(' '),
    ...(parameters === undefined ? {} : { parameters }),
  };
}

function end(attempt: Attempt, timeMs: number, status: Attempt['status']): void {
  attempt.endedMs = timeMs;
  attempt.status = status;
}

/** The error that an event names, and what it says of it. */
export function failureIn({ type, details }: HistoryEvent): Failure {
  const cause = textIn(details, 'cause');
  const error = textIn(details, 'error') ?? unnamedError(type);
  return { error, ...(cause === undefined ? {} : { cause }) };
}

function unnamedError(type: string): string {
  if (type === 'ExecutionAborted') return 'stopped';
  return type.endsWith('TimedOut') ? 'States.Timeout' : type;
}
