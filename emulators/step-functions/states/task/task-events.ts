import { NOT_TRUNCATED } from '../../engine/history.ts';
import type { Thread } from '../../engine/thread.ts';
import type { Payload } from '../../language/json.ts';
import { type StateError, TIMEOUT } from '../../language/state-error.ts';
import type { Integration } from '../../tasks/task.ts';
import type { TaskLimits } from './task-timeout.ts';

/** The events of one attempt of a task. */
export interface TaskEvents {
  scheduled(parameters: Payload, limits: TaskLimits): void;
  started(): void;
  /** A worker has taken an activity's task up. */
  takenUp(workerName: string | undefined): void;
  submitted(output: Payload): void;
  succeeded(output: Payload): void;
  failed(error: StateError): void;
}

/** A plain function ARN has LambdaFunction... events, an integration Task... events. */
export function taskEvents(thread: Thread, integration: Integration, region: string): TaskEvents {
  const { resourceType, resource, isActivity } = integration;
  if (isActivity === true) return activityEvents(thread, resource);
  if (resourceType === undefined) return functionEvents(thread, resource);
  return integrationEvents(thread, { resourceType, resource }, region);
}

function functionEvents(thread: Thread, resource: string): TaskEvents {
  return {
    scheduled: (input, limits) =>
      thread.append('LambdaFunctionScheduled', {
        resource,
        input: input.text,
        inputDetails: NOT_TRUNCATED,
        ...timeoutDetails(limits),
      }),
    started: () => thread.append('LambdaFunctionStarted'),
    takenUp: () => {},
    submitted: () => {},
    succeeded: (output) =>
      thread.append('LambdaFunctionSucceeded', { output: output.text, outputDetails: NOT_TRUNCATED }),
    failed: (error) =>
      thread.append(
        error.errorName === TIMEOUT ? 'LambdaFunctionTimedOut' : 'LambdaFunctionFailed',
        errorDetails(error),
      ),
  };
}

function activityEvents(thread: Thread, resource: string): TaskEvents {
  return {
    scheduled: (input, limits) =>
      thread.append('ActivityScheduled', {
        resource,
        input: input.text,
        inputDetails: NOT_TRUNCATED,
        ...timeoutDetails(limits),
      }),
    // An activity starts when a worker asks for it.
    started: () => {},
    takenUp: (workerName) => thread.append('ActivityStarted', workerName === undefined ? {} : { workerName }),
    submitted: () => {},
    succeeded: (output) => thread.append('ActivitySucceeded', { output: output.text, outputDetails: NOT_TRUNCATED }),
    failed: (error) =>
      thread.append(error.errorName === TIMEOUT ? 'ActivityTimedOut' : 'ActivityFailed', errorDetails(error)),
  };
}

function integrationEvents(
  thread: Thread,
  names: { resourceType: string; resource: string },
  region: string,
): TaskEvents {
  const isSubmittedFirst = /\.(sync|waitForTaskToken)/.test(names.resource);
  let isSubmitted = false;
  const failedType = (error: StateError) => {
    if (error.errorName === TIMEOUT) return 'TaskTimedOut';
    return isSubmittedFirst && !isSubmitted ? 'TaskSubmitFailed' : 'TaskFailed';
  };
  return {
    scheduled: (parameters, limits) =>
      thread.append('TaskScheduled', { ...names, region, parameters: parameters.text, ...timeoutDetails(limits) }),
    started: () => thread.append('TaskStarted', names),
    takenUp: () => {},
    submitted: (output) => {
      isSubmitted = true;
      thread.append('TaskSubmitted', { ...names, output: output.text, outputDetails: NOT_TRUNCATED });
    },
    succeeded: (output) =>
      thread.append('TaskSucceeded', { ...names, output: output.text, outputDetails: NOT_TRUNCATED }),
    failed: (error) => thread.append(failedType(error), { ...names, ...errorDetails(error) }),
  };
}

function timeoutDetails({ timeoutSeconds, heartbeatSeconds }: TaskLimits): object {
  return {
    ...(timeoutSeconds === undefined ? {} : { timeoutInSeconds: timeoutSeconds }),
    ...(heartbeatSeconds === undefined ? {} : { heartbeatInSeconds: heartbeatSeconds }),
  };
}

function errorDetails({ errorName, causeText }: StateError): object {
  return {
    ...(errorName === undefined ? {} : { error: errorName }),
    ...(causeText === undefined ? {} : { cause: causeText }),
  };
}
