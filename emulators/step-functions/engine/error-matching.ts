import { RUNTIME, type StateError, TASK_FAILED, TIMEOUT } from '../language/state-error.ts';

/**
 * Whether ErrorEquals names the error. States.Runtime always ends the execution, also when it is named itself (recorded); States.TaskFailed
 * takes all but States.Timeout (https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html).
 */
export function matchesError(errorEquals: readonly string[], error: StateError): boolean {
  const { errorName } = error;
  if (errorName === RUNTIME) return false;
  return errorEquals.some((candidate) => {
    if (candidate === errorName) return true;
    if (error.terminal) return false;
    if (candidate === 'States.ALL') return true;
    return candidate === TASK_FAILED && errorName !== TIMEOUT;
  });
}
