import { RUNTIME, type StateError, TASK_FAILED, TIMEOUT } from '../language/state-error.ts';

/**
 * Whether ErrorEquals names the error. States.ALL does not take States.Runtime, which always ends the execution unless it is
 * named itself; States.TaskFailed takes all but States.Timeout
 * (https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html).
 */
export function matchesError(errorEquals: readonly string[], error: StateError): boolean {
  const { errorName } = error;
  return errorEquals.some((candidate) => {
    if (candidate === errorName) return true;
    if (errorName === RUNTIME || error.terminal) return false;
    if (candidate === 'States.ALL') return true;
    return candidate === TASK_FAILED && errorName !== TIMEOUT;
  });
}
