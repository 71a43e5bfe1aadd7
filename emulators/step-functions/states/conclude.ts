import type { Results, State } from '../definition/definition.ts';
import type { StateEnd, StateRun, StatesMembers } from '../engine/state-run.ts';
import { applyPath, applyResultPath, applyTemplate } from '../language/data-flow.ts';
import { isRecord, type Json, type JsonRecord, Payload } from '../language/json.ts';
import { fillJsonata } from '../language/jsonata/jsonata.ts';

type ResultState = State &
  Results & {
    readonly ResultSelector?: Json;
    readonly ResultPath?: string | null;
    readonly OutputPath?: string | null;
  };

/** The end of a state that has a result (Task, Parallel, Map): what the next state gets, and the variables. */
export function concludeResult(run: StateRun<ResultState>, result: Payload): StateEnd {
  if (run.isJsonata) return concludeJsonata(run, result, { result: result.value });
  return concludePaths(run, applyTemplate(run.state.ResultSelector, run.scope(result)));
}

/** JSONPath's ResultPath and OutputPath. Assign sees what ResultPath puts into the input, and the variables as they were. */
export function concludePaths(run: StateRun<ResultState>, result: Payload): StateEnd {
  const { ResultPath, OutputPath } = run.state;
  const assigned = assignedByPaths(run, run.inspect('afterResultSelector', result));
  const combined = run.inspect('afterResultPath', applyResultPath(ResultPath, run.input, result));
  return run.end(applyPath(OutputPath, run.scope(combined)), assigned);
}

export function assignedByPaths(run: StateRun<State & Results>, seen: Payload): JsonRecord | undefined {
  const { Assign } = run.state;
  return Assign === undefined ? undefined : recordOf(applyTemplate(Assign, run.scope(seen)).value);
}

/** JSONata's Assign and Output, which see the same; without Output the state gives `otherwise`. */
export function concludeJsonata(
  run: StateRun<State & Results>,
  otherwise: Payload,
  members: StatesMembers = {},
): StateEnd {
  const { output, assigned } = jsonataResults(run, run.state, '', otherwise, members);
  return run.end(output, assigned);
}

/** Output and Assign of a state, or of a part of it at `where`, such as `Choices[0]/`. */
export function jsonataResults(
  run: StateRun,
  { Output, Assign }: Results,
  where: string,
  otherwise: Payload,
  members: StatesMembers = {},
): { readonly output: Payload; readonly assigned: JsonRecord | undefined } {
  const scope = run.jsonata(members);
  const assigned = Assign === undefined ? undefined : recordOf(fillJsonata(Assign, `${where}Assign`, scope));
  const output = Output === undefined ? otherwise : new Payload(fillJsonata(Output, `${where}Output`, scope));
  return { output, assigned };
}

function recordOf(value: Json): JsonRecord {
  return isRecord(value) ? value : {};
}
