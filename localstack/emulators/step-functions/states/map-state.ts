import type { MapState } from '../definition/definition.ts';
import { withErrorHandling } from '../engine/error-handling.ts';
import type { StateEnd, StateRun } from '../engine/state-run.ts';
import { QUERY_EVALUATION } from '../language/state-error.ts';
import { concludeResult } from './conclude.ts';
import { itemsOf, mapInput, maxConcurrencyOf, toleratedFailures } from './map-fields.ts';
import { runIterations } from './map-iterations.ts';

/**
 * Map: the same states for each item (https://docs.aws.amazon.com/step-functions/latest/dg/state-map.html), in the execution itself or,
 * distributed, in child executions.
 */
export function runMap(run: StateRun<MapState>): Promise<StateEnd> {
  let began = false;
  return withErrorHandling(
    run,
    async () => {
      const input = mapInput(run);
      const maxConcurrency = maxConcurrencyOf(run, input);
      const items = itemsOf(run, input);
      const resumed = run.resumedLines;
      run.resumedLines = undefined;
      // A redrive goes on with the attempt that was started before.
      const startedEventId =
        resumed === undefined ? run.thread.append('MapStateStarted', { length: items.length }) : run.thread.lastEventId;
      toleratedFailures(run, input);
      began = true;
      return concludeResult(run, await runIterations(run, { items, input, maxConcurrency, startedEventId, resumed }));
    },
    ({ errorName }) => {
      // What is wrong with a field of a JSONPath state ends the execution without an event of the Map state.
      if (began || errorName === QUERY_EVALUATION) run.thread.append('MapStateFailed');
    },
  );
}
