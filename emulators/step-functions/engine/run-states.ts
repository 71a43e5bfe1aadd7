import { setImmediate } from 'node:timers/promises';
import type { State } from '../definition/definition.ts';
import { limitedOutput } from '../language/data-flow.ts';
import type { JsonRecord, Payload } from '../language/json.ts';
import { runState } from '../states/run-state.ts';
import { NOT_TRUNCATED } from './history.ts';
import type { LineOfControl } from './line-of-control.ts';
import type { ResumePoint } from './resume.ts';
import { SiblingFailed } from './siblings.ts';
import { StateRun } from './state-run.ts';
import { toStateError } from './to-state-error.ts';

/** A loop of states that never waits must not keep everybody else from running. */
const STATES_BETWEEN_PAUSES = 20;

/** Runs a line of control from StartAt, or from where it is redriven, to its end and gives its output; throws StateError or the signal's reason. */
export async function runStates(line: LineOfControl, input: Payload, resumed?: ResumePoint): Promise<Payload> {
  let name: string | undefined = resumed?.name ?? line.definition.StartAt;
  let data = resumed?.input ?? input;
  let point = resumed;
  line.variables.assign(resumed?.variables ?? {});
  for (let count = 1; name !== undefined; count += 1) {
    line.signal.throwIfAborted();
    if (count % STATES_BETWEEN_PAUSES === 0) await setImmediate();
    [data, name] = await visit(line, name, data, point);
    point = undefined;
  }
  return data;
}

async function visit(
  line: LineOfControl,
  name: string,
  input: Payload,
  resumed: ResumePoint | undefined,
): Promise<[Payload, string | undefined]> {
  const state = line.definition.States[name];
  if (state === undefined) throw new Error(`no state '${name}'`);
  const run = reenter(line, state, resumed) ?? enter(line, name, state, input);
  try {
    const { output, next, assigned = {} } = await runState(run);
    limitedOutput(output, name);
    line.variables.assign(assigned);
    line.appendDetails(`${state.Type}StateExited`, {
      member: 'stateExitedEventDetails',
      content: { name, output: output.text, outputDetails: NOT_TRUNCATED, ...assignedDetails(assigned) },
    });
    return [output, next];
  } catch (thrown) {
    recordAbort(line, state);
    line.signal.throwIfAborted();
    throw toStateError(thrown, run);
  }
}

/** The visit that a redrive goes on with, whose entry is in the history already. */
function reenter(line: LineOfControl, state: State, resumed: ResumePoint | undefined): StateRun | undefined {
  if (resumed?.entry === undefined) return undefined;
  const { name, input, entry, lines } = resumed;
  const run = new StateRun(name, state, input, line, entry);
  run.resumedLines = lines;
  return run;
}

/** Each variable's value as JSON text. */
function assignedDetails(assigned: JsonRecord): object {
  const names = Object.keys(assigned);
  if (names.length === 0) return {};
  const assignedVariables = Object.fromEntries(names.map((name) => [name, JSON.stringify(assigned[name])]));
  return { assignedVariables, assignedVariablesDetails: NOT_TRUNCATED };
}

/** Types that have an event for being cut short by a failing sibling branch. */
const ABORTABLE = new Set(['Task', 'Wait', 'Parallel', 'Map']);

/** StopExecution and time limits end the execution without such an event. */
function recordAbort({ signal, execution }: LineOfControl, { Type }: State): void {
  if (!(signal.reason instanceof SiblingFailed) || !ABORTABLE.has(Type)) return;
  execution.history.append(`${Type}StateAborted`, signal.reason.failedEventId);
}

/** A state gets its data written anew, without the blanks of whoever gave it. */
function enter(line: LineOfControl, name: string, state: State, given: Payload): StateRun {
  const input = given.compact();
  const previousEventId = line.lastEventId;
  const eventId = line.appendDetails(`${state.Type}StateEntered`, {
    member: 'stateEnteredEventDetails',
    content: { name, input: input.text, inputDetails: NOT_TRUNCATED },
  });
  // The first state of an execution follows no event.
  return new StateRun(name, state, input, line, { timeMs: Date.now(), eventId, previousEventId });
}
