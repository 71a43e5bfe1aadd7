import { EvaluationError, RUNTIME, StateError } from '../language/state-error.ts';
import type { StateRun } from './state-run.ts';

/** What was thrown while a state ran, as its error. What nobody foresaw is a fault of this emulator and says so. */
export function toStateError(thrown: unknown, run: Pick<StateRun, 'name' | 'enteredEventId'>): StateError {
  if (thrown instanceof StateError) return thrown;
  const where = `An error occurred while executing the state '${run.name}' (entered at the event id #${run.enteredEventId}). `;
  if (thrown instanceof EvaluationError) return new StateError(thrown.errorName, where + thrown.message);
  const text = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
  return new StateError(RUNTIME, `${where}[rehearsal] unexpected error in the emulator: ${text}`);
}
