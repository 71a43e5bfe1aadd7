import { EvaluationError, QueryEvaluationError, RUNTIME, StateError } from '../language/state-error.ts';
import { detailsOf } from './history.ts';
import type { StateRun } from './state-run.ts';

/** What was thrown while a state ran, as its error. What nobody foresaw is a fault of this emulator and says so. */
export function toStateError(thrown: unknown, run: StateRun): StateError {
  if (thrown instanceof StateError) return thrown;
  const where = `An error occurred while executing the state '${run.name}' (entered at the event id #${run.enteredEventId}). `;
  if (thrown instanceof EvaluationError) {
    const error = new StateError(thrown.errorName, where + thrown.message);
    if (thrown instanceof QueryEvaluationError) recordFailure(thrown, error, run);
    return error;
  }
  const text = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
  return new StateError(RUNTIME, `${where}[rehearsal] unexpected error in the emulator: ${text}`);
}

/** As AWS records it, EvaluationFailed follows the event before the state's entry; in a Wait state it follows the entry. */
function recordFailure({ location }: QueryEvaluationError, { errorName, causeText }: StateError, run: StateRun): void {
  const details = {
    error: errorName,
    cause: causeText,
    ...(location === undefined ? {} : { location }),
    state: run.name,
  };
  const type = 'EvaluationFailed';
  const previousEventId = run.state.Type === 'Wait' ? run.enteredEventId : run.previousEventId;
  run.line.continueAfter(run.line.appendAside(type, previousEventId, detailsOf(type, details)));
}
