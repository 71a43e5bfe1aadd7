import type { ErrorHandling, State } from '../definition/definition.ts';
import type { JsonRecord, Payload } from '../language/json.ts';
import type { StateError } from '../language/state-error.ts';
import { runState } from '../states/run-state.ts';
import { catcherFor, catchStateError } from './error-handling.ts';
import { matchesError } from './error-matching.ts';
import { type ExecutionScope, type InspectedStep, LineOfControl } from './line-of-control.ts';
import {
  type MapLimits,
  type Mock,
  runMocked,
  type TestProgress,
  TooManyIterations,
  withoutHandling,
} from './mocked-state.ts';
import { maxAttemptsOf, retryDelayMs } from './retry-delay.ts';
import { runStates } from './run-states.ts';
import { type StateEnd, StateRun } from './state-run.ts';
import { toStateError } from './to-state-error.ts';

export type { Mock, TestProgress } from './mocked-state.ts';

export interface StateTest {
  readonly name: string;
  readonly state: State;
  readonly input: Payload;
  readonly variables: JsonRecord;
  readonly scope: Omit<ExecutionScope, 'history' | 'inspect' | 'maps' | 'runLine'>;
  readonly signal: AbortSignal;
  readonly isJsonata: boolean;
  readonly mock: Mock | undefined;
  readonly progress: TestProgress;
}

export interface ErrorDetails {
  readonly catchIndex?: number;
  readonly retryIndex?: number;
  readonly retryBackoffIntervalSeconds?: number;
}

/** How a state ended that was run by itself. */
export interface TestedState {
  readonly status: 'SUCCEEDED' | 'FAILED' | 'RETRIABLE' | 'CAUGHT_ERROR';
  readonly end?: StateEnd;
  readonly error?: StateError;
  readonly errorDetails?: ErrorDetails;
  readonly steps: ReadonlyMap<InspectedStep, Payload>;
  readonly variables: JsonRecord;
  /** Of a Map state. */
  readonly mapLimits?: MapLimits;
}

const NO_MAPS = {
  start: () => {
    throw new Error('a Map state is tested with a mock only');
  },
  storage: {
    get: () => Promise.reject(new Error('no storage')),
    list: () => Promise.reject(new Error('no storage')),
    put: () => Promise.reject(new Error('no storage')),
  },
};

type Base = Pick<TestedState, 'steps' | 'variables' | 'mapLimits'>;

/** Runs one state without an execution (https://docs.aws.amazon.com/step-functions/latest/dg/test-state-isolation.html). */
export async function testState(test: StateTest): Promise<TestedState> {
  const steps = new Map<InspectedStep, Payload>();
  let events = 0;
  const history = {
    append: () => {
      events += 1;
      return events;
    },
  };
  const inspect = (step: InspectedStep, data: Payload): void => void steps.set(step, data);
  const definition = { StartAt: test.name, States: { [test.name]: test.state } };
  const line = new LineOfControl(
    { ...test.scope, history, inspect, maps: NO_MAPS, runLine: runStates },
    {
      definition,
      signal: test.signal,
      lastEventId: 0,
      ...(test.isJsonata ? { queryLanguage: 'JSONata' } : {}),
    },
  );
  line.variables.assign(test.variables);
  const entry = { timeMs: Date.now(), eventId: 0, previousEventId: 0 };
  const run = new StateRun(test.name, test.state, test.input, line, entry);
  run.retryCount = test.progress.retrierRetryCount;
  const base: Base = { steps, variables: test.variables };
  const limits = (mapLimits: MapLimits): void => void Object.assign(base, { mapLimits });
  try {
    const end = await attempt(run, test, limits);
    return { ...base, status: 'SUCCEEDED', end, variables: { ...test.variables, ...end.assigned } };
  } catch (thrown) {
    test.signal.throwIfAborted();
    if (thrown instanceof TooManyIterations) throw thrown;
    return { ...base, ...failed(run, toStateError(thrown, run), test) };
  }
}

/** One attempt, whose error is not handled here: the state has neither retriers nor catchers. */
async function attempt(
  run: StateRun,
  { mock, progress }: StateTest,
  limits: (limits: MapLimits) => void,
): Promise<StateEnd> {
  const entry = { timeMs: Date.now(), eventId: 0, previousEventId: 0 };
  const bare = new StateRun(run.name, withoutHandling(run.state), run.input, run.line, entry);
  bare.retryCount = run.retryCount;
  if (mock === undefined || run.state.Type === 'Task') return runState(bare);
  return runMocked(bare, { mock, progress, limits });
}

function failed(
  run: StateRun,
  error: StateError,
  test: StateTest,
): Pick<TestedState, 'status' | 'error'> & Partial<TestedState> {
  const handling: ErrorHandling = 'Retry' in run.state || 'Catch' in run.state ? run.state : {};
  const retryIndex = handling.Retry?.findIndex(({ ErrorEquals }) => matchesError(ErrorEquals, error)) ?? -1;
  const retrier = handling.Retry?.[retryIndex];
  if (retrier !== undefined && test.progress.retrierRetryCount < maxAttemptsOf(retrier)) {
    const retryBackoffIntervalSeconds =
      retryDelayMs(retrier, test.progress.retrierRetryCount, test.scope.random) / 1000;
    return { status: 'RETRIABLE', error, errorDetails: { retryIndex, retryBackoffIntervalSeconds } };
  }
  const catchIndex = catcherFor(handling, error);
  // A retrier that fits and has no attempt left is shown, too.
  if (catchIndex < 0)
    return { status: 'FAILED', error, ...(retrier === undefined ? {} : { errorDetails: { retryIndex } }) };
  const end = catchStateError(run as StateRun<State & ErrorHandling>, error);
  const variables = { ...test.variables, ...end.assigned };
  return { status: 'CAUGHT_ERROR', error, end, errorDetails: { catchIndex }, variables };
}
