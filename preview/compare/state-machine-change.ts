import { isRecord, type PropertyChange, propertyChanges, sameJson } from './property-change.ts';
import type { ChangeKind } from './statement-changes.ts';
import { type NamedState, statesOf } from './states.ts';

export interface StateChange {
  readonly kind: ChangeKind;
  readonly state: string;
  /** The state's Type, before where it was removed. */
  readonly type: string;
  readonly fields: readonly PropertyChange[];
}

/** A hyperparameter of a training job that a state starts. */
export interface HyperparameterChange {
  readonly state: string;
  readonly name: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

export interface StateMachineChange {
  /** Fields of the definition itself, such as StartAt. */
  readonly fields: readonly PropertyChange[];
  readonly states: readonly StateChange[];
  readonly hyperparameters: readonly HyperparameterChange[];
  /** Both definitions' states, for a picture of the graph. */
  readonly before: readonly NamedState[];
  readonly after: readonly NamedState[];
}

type Definition = Readonly<Record<string, unknown>>;

/** What differs between two definitions, by state; undefined where nothing does. */
export function stateMachineChange(old: Definition, now: Definition): StateMachineChange | undefined {
  if (sameJson(old, now)) return undefined;
  const [before, after] = [statesOf(old), statesOf(now)];
  const { States: oldStates, ...oldFields } = old;
  const { States: newStates, ...newFields } = now;
  const pairs = pairsOf(before, after);
  return {
    fields: propertyChanges(oldFields, newFields),
    states: pairs.flatMap(([was, is]) => stateChange(was, is)),
    hyperparameters: pairs.flatMap(([was, is]) => hyperparameterChanges(was, is)),
    before,
    after,
  };
}

type Pair = readonly [NamedState | undefined, NamedState | undefined];

function pairsOf(before: readonly NamedState[], after: readonly NamedState[]): readonly Pair[] {
  const names = [...new Set([...before, ...after].map(({ name }) => name))];
  const find = (states: readonly NamedState[], name: string) => states.find((state) => state.name === name);
  return names.map((name) => [find(before, name), find(after, name)]);
}

function stateChange(was: NamedState | undefined, is: NamedState | undefined): StateChange[] {
  const { name, fields }: Pick<NamedState, 'name' | 'fields'> = is ?? was ?? { name: '', fields: {} };
  const base = { state: name, type: String(fields['Type']) };
  if (was === undefined) return [{ ...base, kind: 'added', fields: propertyChanges({}, fields) }];
  if (is === undefined) return [{ ...base, kind: 'removed', fields: [] }];
  const changes = propertyChanges(withoutHyperparameters(was), withoutHyperparameters(is));
  return changes.length === 0 ? [] : [{ ...base, kind: 'changed', fields: changes }];
}

/** They have a table of their own. */
function withoutHyperparameters({ fields }: NamedState): Definition {
  const member = requestMember(fields);
  const request = fields[member];
  if (!isRecord(request)) return fields;
  const { HyperParameters, ...others } = request;
  return { ...fields, [member]: others };
}

function hyperparameterChanges(was: NamedState | undefined, is: NamedState | undefined): HyperparameterChange[] {
  // An added or removed state shows them with the rest of it.
  if (was === undefined || is === undefined) return [];
  const changes = propertyChanges(hyperparametersOf(was), hyperparametersOf(is));
  return changes.map(({ path, ...values }) => ({ state: is.name, name: path, ...values }));
}

function hyperparametersOf({ fields }: NamedState): Definition {
  const request = fields[requestMember(fields)];
  const values = isRecord(request) ? request['HyperParameters'] : undefined;
  return isRecord(values) ? values : {};
}

/** Where a task has its request: JSONata's states call it Arguments. */
function requestMember(fields: Definition): 'Parameters' | 'Arguments' {
  return fields['Arguments'] === undefined ? 'Parameters' : 'Arguments';
}
