import type { MapState } from '../../definition/definition.ts';
import { withErrorHandling } from '../../engine/error-handling.ts';
import type { StateEnd, StateRun } from '../../engine/state-run.ts';
import type { Payload } from '../../language/json.ts';
import { settled } from '../../language/jsonata/slow-evaluation.ts';
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
    async () => {
      const result = await mapResult(run, began);
      return settled(run.line.signal, () => concludeResult(run, result));
    },
    ({ errorName }) => {
      // What is wrong with a field of a JSONPath state ends the execution without an event of the Map state.
      if (hasBegun || errorName === QUERY_EVALUATION) run.line.append('MapStateFailed');
    },
  );
}

async function mapResult(run: StateRun<MapState>, began: () => void): Promise<Payload> {
  const input = mapInput(run);
  const maxConcurrency = await settled(run.line.signal, () => maxConcurrencyOf(run, input));
  const isDistributed = processorOf(run.state).ProcessorConfig?.Mode === 'DISTRIBUTED';
  if (isDistributed) return runDistributed(run, { input, maxConcurrency, began });
  const items = run.isJsonata ? await settled(run.line.signal, () => itemsOf(run, input)) : itemsOf(run, input);
  const resumed = run.resumedLines;
  run.resumedLines = undefined;
  // A redrive goes on with the attempt that was started before.
  const startedEventId =
    resumed === undefined ? run.line.append('MapStateStarted', { length: items.length }) : run.line.lastEventId;
  await settled(run.line.signal, () => toleratedFailures(run, input));
  began();
  return runIterations(run, { items, input, maxConcurrency, startedEventId, resumed });
}
