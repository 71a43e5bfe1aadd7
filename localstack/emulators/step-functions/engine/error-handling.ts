import type { ErrorHandling, State } from '../definition/definition.ts';
import { applyResultPath } from '../language/data-flow.ts';
import { Payload } from '../language/json.ts';
import type { StateError } from '../language/state-error.ts';
import { matchesError } from './error-matching.ts';
import { maxAttemptsOf, retryDelayMs } from './retry-delay.ts';
import { sleepUntil } from './sleep.ts';
import type { StateEnd, StateRun } from './state-run.ts';
import { toStateError } from './to-state-error.ts';

/** Runs a state's attempts: retries as its retriers say (each with a counter of its own), then looks for a catcher. */
export async function withErrorHandling<S extends State & ErrorHandling>(
  run: StateRun<S>,
  attempt: () => Promise<StateEnd>,
): Promise<StateEnd> {
  const used = new Map<number, number>();
  for (;;) {
    try {
      return await attempt();
    } catch (thrown) {
      run.thread.signal.throwIfAborted();
      const error = toStateError(thrown, run);
      if (!(await retries(run, error, used))) return caught(run, error);
      run.retryCount += 1;
    }
  }
}

/** Waits and gives true if a retrier has attempts left for the error. */
async function retries<S extends State & ErrorHandling>(
  run: StateRun<S>,
  error: StateError,
  used: Map<number, number>,
): Promise<boolean> {
  const retriers = run.state.Retry ?? [];
  const at = retriers.findIndex(({ ErrorEquals }) => matchesError(ErrorEquals, error));
  const retrier = retriers[at];
  const count = used.get(at) ?? 0;
  if (retrier === undefined || count >= maxAttemptsOf(retrier)) return false;
  used.set(at, count + 1);
  await sleepUntil(Date.now() + retryDelayMs(retrier, count, run.thread.execution.random), run.thread.signal);
  return true;
}

function caught<S extends State & ErrorHandling>(run: StateRun<S>, error: StateError): StateEnd {
  const catcher = run.state.Catch?.find(({ ErrorEquals }) => matchesError(ErrorEquals, error));
  if (catcher === undefined) throw error;
  const result = new Payload({ Error: error.errorName ?? '', Cause: error.causeText ?? '' });
  return { output: applyResultPath(catcher.ResultPath, run.input, result), next: catcher.Next };
}
