import type { Catcher, ErrorHandling, State } from '../definition/definition.ts';
import { applyResultPath, applyTemplate } from '../language/data-flow.ts';
import { isRecord, type JsonRecord, Payload } from '../language/json.ts';
import { fillJsonata } from '../language/jsonata/jsonata.ts';
import { settled } from '../language/jsonata/slow-evaluation.ts';
import type { StateError } from '../language/state-error.ts';
import { matchesError } from './error-matching.ts';
import { maxAttemptsOf, retryDelayMs } from './retry-delay.ts';
import { sleepUntil } from './sleep.ts';
import type { StateEnd, StateRun } from './state-run.ts';
import { toStateError } from './to-state-error.ts';

/**
 * Runs a state's attempts: retries as its retriers say (each with a counter of its own), then looks for a catcher. `gaveUp` is called
 * of the error that is not retried, before a catcher is looked for.
 */
export async function withErrorHandling<S extends State & ErrorHandling>(
  run: StateRun<S>,
  attempt: () => Promise<StateEnd>,
  gaveUp: (error: StateError) => void = () => {},
): Promise<StateEnd> {
  const used = new Map<number, number>();
  for (;;) {
    try {
      return await attempt();
    } catch (thrown) {
      run.line.signal.throwIfAborted();
      const error = toStateError(thrown, run);
      if (!(await retries(run, error, used))) {
        gaveUp(error);
        return settled(run.line.signal, () => catchStateError(run, error));
      }
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
  await sleepUntil(Date.now() + retryDelayMs(retrier, count, run.line.execution.random), run.line.signal);
  return true;
}

/** Which catcher takes the error; -1 for none. */
export function catcherFor({ Catch = [] }: ErrorHandling, error: StateError): number {
  return Catch.findIndex(({ ErrorEquals }) => matchesError(ErrorEquals, error));
}

/** Where a catcher leads; throws the error if there is none. */
export function catchStateError<S extends State & ErrorHandling>(run: StateRun<S>, error: StateError): StateEnd {
  const at = catcherFor(run.state, error);
  const catcher = run.state.Catch?.[at];
  if (catcher === undefined) throw error;
  const result = new Payload({ Error: error.errorName ?? '', Cause: error.causeText ?? '' });
  if (run.isJsonata) return caughtByJsonata(run, catcher, `Catch[${at}]`, result);
  const assigned = catcher.Assign && recordOf(applyTemplate(catcher.Assign, run.scope(result)));
  const output = applyResultPath(catcher.ResultPath, run.input, result);
  return { output, next: catcher.Next, ...(assigned === undefined ? {} : { assigned }) };
}

/** Without Output the error itself is the state's output. */
function caughtByJsonata(run: StateRun, catcher: Catcher, where: string, result: Payload): StateEnd {
  const scope = run.jsonata({ errorOutput: result.value });
  const assigned = catcher.Assign && recordOf(new Payload(fillJsonata(catcher.Assign, `${where}/Assign`, scope)));
  const output =
    catcher.Output === undefined ? result : new Payload(fillJsonata(catcher.Output, `${where}/Output`, scope));
  return { output, next: catcher.Next, ...(assigned === undefined ? {} : { assigned }) };
}

function recordOf({ value }: Payload): JsonRecord {
  return isRecord(value) ? value : {};
}
