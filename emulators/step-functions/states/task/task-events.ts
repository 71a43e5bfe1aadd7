import { NOT_TRUNCATED } from '../../engine/history.ts';
import type { LineOfControl } from '../../engine/line-of-control.ts';
import type { Payload } from '../../language/json.ts';
import { type StateError, TIMEOUT } from '../../language/state-error.ts';
import type { Integration } from '../../tasks/task.ts';
import type { TaskLimits } from './task-timeout.ts';

export interface ScheduledDetails extends TaskLimits {
  /** The role that the task acts for, where its Credentials name one. */
  readonly actsFor?: string;
}

/** The events of one attempt of a task. */
export interface TaskEvents {
  scheduled(parameters: Payload, details: ScheduledDetails): void;
  started(): void;
  /** A worker has taken an activity's task up. */
  takenUp(workerName: string | undefined): void;
  submitted(output: Payload): void;
  succeeded(output: Payload): void;
  failed(error: StateError): void;
}

/** A plain function ARN has LambdaFunction... events, an integration Task... events. */
export function taskEvents(line: LineOfControl, integration: Integration, region: string): TaskEvents {
  const { resourceType, resource, isActivity } = integration;
  if (isActivity === true) return activityEvents(line, resource);
  if (resourceType === undefined) return functionEvents(line, resource);
  return integrationEvents(line, { resourceType, resource }, region);
}

function functionEvents(line: LineOfControl, resource: string): TaskEvents {
  return {
    scheduled: (input, details) =>
      line.append('LambdaFunctionScheduled', {
        resource,
        input: input.text,
        inputDetails: NOT_TRUNCATED,
        ...timeoutDetails(details),
        ...credentialDetails(details),
      }),
    started: () => line.append('LambdaFunctionStarted'),
    takenUp: () => {},
    submitted: () => {},
    succeeded: (output) =>
      line.append('LambdaFunctionSucceeded', { output: output.text, outputDetails: NOT_TRUNCATED }),
    failed: (error) =>
      line.append(error.errorName === TIMEOUT ? 'LambdaFunctionTimedOut' : 'LambdaFunctionFailed', errorDetails(error)),
  };
}

function activityEvents(line: LineOfControl, resource: string): TaskEvents {
  return {
    scheduled: (input, limits) =>
      line.append('ActivityScheduled', {
        resource,
        input: input.text,
        inputDetails: NOT_TRUNCATED,
        ...timeoutDetails(limits),
      }),
    // An activity starts when a worker asks for it.
    started: () => {},
    takenUp: (workerName) => line.append('ActivityStarted', workerName === undefined ? {} : { workerName }),
    submitted: () => {},
    succeeded: (output) => line.append('ActivitySucceeded', { output: output.text, outputDetails: NOT_TRUNCATED }),
    failed: (error) =>
      line.append(error.errorName === TIMEOUT ? 'ActivityTimedOut' : 'ActivityFailed', errorDetails(error)),
  };
}

function integrationEvents(
  line: LineOfControl,
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
    scheduled: (parameters, details) =>
      line.append('TaskScheduled', {
        ...names,
        region,
        parameters: parameters.text,
        ...timeoutDetails(details),
        ...credentialDetails(details),
      }),
    started: () => line.append('TaskStarted', names),
    takenUp: () => {},
    submitted: (output) => {
      isSubmitted = true;
      line.append('TaskSubmitted', { ...names, output: output.text, outputDetails: NOT_TRUNCATED });
    },
    succeeded: (output) =>
      line.append('TaskSucceeded', { ...names, output: output.text, outputDetails: NOT_TRUNCATED }),
    failed: (error) => line.append(failedType(error), { ...names, ...errorDetails(error) }),
  };
}

function timeoutDetails({ timeoutSeconds, heartbeatSeconds }: TaskLimits): object {
  return {
    ...(timeoutSeconds === undefined ? {} : { timeoutInSeconds: timeoutSeconds }),
    ...(heartbeatSeconds === undefined ? {} : { heartbeatInSeconds: heartbeatSeconds }),
  };
}

function credentialDetails({ actsFor }: ScheduledDetails): object {
  return actsFor === undefined ? {} : { taskCredentials: { roleArn: actsFor } };
}

function errorDetails({ errorName, causeText }: StateError): object {
  return {
    ...(errorName === undefined ? {} : { error: errorName }),
    ...(causeText === undefined ? {} : { cause: causeText }),
  };
}
