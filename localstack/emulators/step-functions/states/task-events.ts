import { NOT_TRUNCATED } from '../engine/history.ts';
import type { Thread } from '../engine/thread.ts';
import type { Payload } from '../language/json.ts';
import { type StateError, TIMEOUT } from '../language/state-error.ts';
import type { Integration } from '../tasks/task.ts';
import type { TaskLimits } from './task-timeout.ts';

/** The events of one attempt of a task. */
export interface TaskEvents {
  scheduled(parameters: Payload, limits: TaskLimits): void;
  started(): void;
  submitted(output: Payload): void;
  succeeded(output: Payload): void;
  failed(error: StateError): void;
}

/** A plain function ARN has LambdaFunction... events, an integration Task... events. */
export function taskEvents(thread: Thread, integration: Integration, region: string): TaskEvents {
  const { resourceType, resource } = integration;
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

function integrationEvents(
  thread: Thread,
  names: { resourceType: string; resource: string },
  region: string,
): TaskEvents {
  const isSync = names.resource.includes('.sync');
  let isSubmitted = false;
  const failedType = (error: StateError) => {
    if (error.errorName === TIMEOUT) return 'TaskTimedOut';
    return isSync && !isSubmitted ? 'TaskSubmitFailed' : 'TaskFailed';
  };
  return {
    scheduled: (parameters, limits) =>
      thread.append('TaskScheduled', { ...names, region, parameters: parameters.text, ...timeoutDetails(limits) }),
    started: () => thread.append('TaskStarted', names),
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
