import type { ErrorHandling, MapState, ParallelState, State } from '../definition/definition.ts';
import type { Json } from '../language/json.ts';
import { Payload } from '../language/json.ts';
import { StateError } from '../language/state-error.ts';
import { concludeResult } from '../states/conclude.ts';
import { type FailureLimits, THRESHOLD_EXCEEDED, tooManyFailed } from '../states/map/failure-limits.ts';
import { batches } from '../states/map/map-batches.ts';
import {
  dataSetOf,
  itemContext,
  itemInput,
  iterationInput,
  type MapItem,
  mapInput,
  maxConcurrencyOf,
  STATE_DATA,
  toleratedFailures,
} from '../states/map/map-fields.ts';
import { branchInput } from '../states/parallel-state.ts';
import type { StateEnd, StateRun } from './state-run.ts';

/** What a test says instead of the resource, the branches or the iterations. */
export type Mock = { readonly result: Payload } | { readonly error: StateError };

/** How far the state has come, as a test says. */
export interface TestProgress {
  /** How often the retrier that takes the error has been used. */
  readonly retrierRetryCount: number;
  readonly failedIterations: number;
  /** What ItemReader has read. */
  readonly readItems?: readonly Json[];
}

/** What TestState shows of a Map state's numbers; the tolerated ones where the state names them. */
export interface MapLimits {
  readonly maxConcurrency: number;
  readonly toleratedFailureCount?: number;
  readonly toleratedFailurePercentage?: number;
}

/** More iterations are said to have failed than there are. */
export class TooManyIterations extends Error {}

interface Mocked {
  readonly mock: Mock;
  readonly progress: TestProgress;
  readonly limits: (limits: MapLimits) => void;
}

/** Runs a Map or Parallel state whose result is given. */
export function runMocked(run: StateRun, mocked: Mocked): StateEnd {
  const { state } = run;
  if (state.Type === 'Map') return mockedMap(run as StateRun<MapState>, mocked);
  if (state.Type === 'Parallel') inspectBranches(run as StateRun<ParallelState>);
  const { mock } = mocked;
  if ('error' in mock) throw mock.error;
  return concludeResult(run, run.inspect('result', mock.result));
}

function inspectBranches(run: StateRun<ParallelState>): void {
  const input = branchInput(run);
  if (run.isJsonata) run.inspect('afterArguments', input);
  else if (run.state.Parameters !== undefined) run.inspect('afterParameters', input);
}

function mockedMap(run: StateRun<MapState>, { mock, progress, limits: show }: Mocked): StateEnd {
  const input = run.isJsonata ? mapInput(run) : run.inspect('afterInputPath', mapInput(run));
  const read = progress.readItems?.map((value) => ({ value, source: STATE_DATA }));
  const items = run.state.ItemReader === undefined ? dataSetOf(run, input) : read;
  if (run.state.ItemsPath !== undefined && items !== undefined) {
    run.inspect('afterItemsPath', new Payload(items.map(itemInput)));
  }
  if (items !== undefined) inspectItems(run, input, items);
  const limits = limitsOf(run, input);
  show(limits);
  if ('error' in mock) throw mock.error;
  const { value } = mock.result;
  const count = items?.length ?? (Array.isArray(value) ? value.length : 0);
  if (progress.failedIterations > count) throw new TooManyIterations();
  if (tooManyFailed(failureLimits(limits), progress.failedIterations, count)) {
    throw new StateError(THRESHOLD_EXCEEDED, 'The specified tolerated failure threshold was exceeded');
  }
  return concludeResult(run, mock.result);
}

/** What the iterations get, or the child executions. */
function inspectItems(run: StateRun<MapState>, input: Payload, items: readonly MapItem[]): void {
  const { ItemSelector, Parameters, ItemBatcher } = run.state;
  if ((ItemSelector ?? Parameters ?? ItemBatcher) === undefined) return;
  const selected = items.map((item, index) =>
    iterationInput(run, input, itemInput(item), itemContext(index, item.value, item.source, item.key)),
  );
  if ((ItemSelector ?? Parameters) !== undefined) run.inspect('afterItemSelector', Payload.list(selected));
  if (ItemBatcher === undefined) return;
  run.inspect('afterItemBatcher', Payload.list(batches(run, input, selected).map((batch) => batch.input)));
}

function limitsOf(run: StateRun<MapState>, input: Payload): MapLimits {
  const { count, percentage } = toleratedFailures(run, input);
  const names = (field: 'ToleratedFailureCount' | 'ToleratedFailurePercentage'): boolean =>
    run.state[field] !== undefined || run.state[`${field}Path`] !== undefined;
  return {
    maxConcurrency: maxConcurrencyOf(run, input),
    ...(names('ToleratedFailureCount') ? { toleratedFailureCount: count } : {}),
    ...(names('ToleratedFailurePercentage') ? { toleratedFailurePercentage: percentage } : {}),
  };
}

/** As AWS was recorded, a test of a state without a threshold does not fail, however many iterations do. */
function failureLimits({ toleratedFailureCount, toleratedFailurePercentage }: MapLimits): FailureLimits {
  const isFree = toleratedFailureCount === undefined && toleratedFailurePercentage === undefined;
  return {
    toleratedFailureCount: isFree ? Number.POSITIVE_INFINITY : (toleratedFailureCount ?? 0),
    toleratedFailurePercentage: toleratedFailurePercentage ?? 0,
  };
}

/** The state without its handling of errors, for one attempt. */
export function withoutHandling(state: State): State {
  const { Retry: _, Catch: __, ...bare }: State & ErrorHandling = state;
  return bare as State;
}
