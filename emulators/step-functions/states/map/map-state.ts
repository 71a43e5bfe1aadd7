import type { MapState } from '../../definition/definition.ts';
import { withErrorHandling } from '../../engine/error-handling.ts';
import type { StateEnd, StateRun } from '../../engine/state-run.ts';
import type { Payload } from '../../language/json.ts';
import { QUERY_EVALUATION } from '../../language/state-error.ts';
import { concludeResult } from '../conclude.ts';
import { runDistributed } from './map-distributed.ts';
import { itemsOf, mapInput, maxConcurrencyOf, processorOf, toleratedFailures } from './map-fields.ts';
import { runIterations } from './map-iterations.ts';

/**
 * Map: the same states for each item (https://docs.aws.amazon.com/step-functions/latest/dg/state-map.html), in the execution itself or,
 * distributed, in child executions.
 */
export function runMap(run: StateRun<MapState>): Promise<StateEnd> {
  let hasBegun = false;
  const began = (): void => {
    hasBegun = true;
  };
  return withErrorHandling(
    run,
    async () => concludeResult(run, await mapResult(run, began)),
    ({ errorName }) => {
      // What is wrong with a field of a JSONPath state ends the execution without an event of the Map state.
      if (hasBegun || errorName === QUERY_EVALUATION) run.line.append('MapStateFailed');
    },
  );
}

function mapResult(run: StateRun<MapState>, began: () => void): Promise<Payload> {
  const input = mapInput(run);
  const maxConcurrency = maxConcurrencyOf(run, input);
  const isDistributed = processorOf(run.state).ProcessorConfig?.Mode === 'DISTRIBUTED';
  if (isDistributed) return runDistributed(run, { input, maxConcurrency, began });
  const items = itemsOf(run, input);
  const resumed = run.resumedLines;
  run.resumedLines = undefined;
  // A redrive goes on with the attempt that was started before.
  const startedEventId =
    resumed === undefined ? run.line.append('MapStateStarted', { length: items.length }) : run.line.lastEventId;
  toleratedFailures(run, input);
  began();
  return runIterations(run, { items, input, maxConcurrency, startedEventId, resumed });
}
