import type { State } from '../definition/definition.ts';
import type { StateEnd, StateRun } from '../engine/state-run.ts';
import { settled } from '../language/jsonata/slow-evaluation.ts';
import { runChoice } from './choice-state.ts';
import { runFail } from './fail-state.ts';
import { runMap } from './map/map-state.ts';
import { runParallel } from './parallel-state.ts';
import { runPass } from './pass-state.ts';
import { runSucceed } from './succeed-state.ts';
import { runTask } from './task/task-state.ts';
import { runWait } from './wait-state.ts';

type Runner<S extends State> = (run: StateRun<S>) => Promise<StateEnd> | StateEnd;
type Runners = { readonly [T in State['Type']]: Runner<Extract<State, { Type: T }>> };

/** One file for each type of state. */
const RUNNERS: Runners = {
  Task: runTask,
  Pass: runPass,
  Choice: runChoice,
  Wait: runWait,
  Succeed: runSucceed,
  Fail: runFail,
  Parallel: runParallel,
  Map: runMap,
};

/** States that end in the call that runs them, and have no effects before. */
const AT_ONCE: ReadonlySet<State['Type']> = new Set(['Pass', 'Choice', 'Succeed', 'Fail'] as const);

export async function runState(run: StateRun): Promise<StateEnd> {
  // The runner belongs to the state's own type, which the compiler cannot follow through the table.
  const runner = RUNNERS[run.state.Type] as Runner<State>;
  return AT_ONCE.has(run.state.Type) ? settled(run.line.signal, () => runner(run)) : runner(run);
}
