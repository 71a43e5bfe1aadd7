import type { ItemProcessor, MapState, NumberField } from '../../definition/definition.ts';
import type { StateRun } from '../../engine/state-run.ts';
import { applyPath, applyTemplate } from '../../language/data-flow.ts';
import { evaluatePathOrCall } from '../../language/expression.ts';
import { isList, isRecord, type Json, type JsonRecord, Payload } from '../../language/json.ts';
import { fillJsonata, typedJsonata } from '../../language/jsonata/jsonata.ts';
import type { Scope } from '../../language/scope.ts';
import { EvaluationError, QueryEvaluationError } from '../../language/state-error.ts';
import { integerOf, numberOf } from '../number-field.ts';

const MAX_INTEGER = 2_147_483_647;

/** What a child execution or an iteration is for. */
export interface MapItem {
  readonly value: Json;
  /** Of a member of an object. */
  readonly key?: string;
  /** Where it is from, as `Map.Item.Source` of the context object says. */
  readonly source: string;
}

/** The source of items that the state's input has. */
export const STATE_DATA = 'STATE_DATA';

/** `Map` of the context object. */
export function itemContext(index: number, value: Json, source = STATE_DATA, key?: string): JsonRecord {
  return { Item: { Index: index, ...(key === undefined ? {} : { Key: key }), Value: value, Source: source } };
}

export function processorOf({ ItemProcessor, Iterator }: MapState): ItemProcessor {
  const processor = ItemProcessor ?? Iterator;
  if (processor === undefined) throw new Error('a Map state has ItemProcessor or Iterator');
  return processor;
}

/** What the paths of the state see. */
export function mapInput(run: StateRun<MapState>): Payload {
  return run.isJsonata ? run.input : applyPath(run.state.InputPath, run.scope(run.input));
}

/** The list that ItemsPath or Items names; without either the input itself. */
export function itemsOf(run: StateRun<MapState>, input: Payload): readonly Json[] {
  return run.isJsonata ? itemsByJsonata(run) : itemsByPath(run, input);
}

/**
 * The items that a Map state finds in the execution's data. A distributed one takes the members of an object, too, since 2025; an inline
 * one wants a list, as recorded.
 */
export function dataSetOf(run: StateRun<MapState>, input: Payload): readonly MapItem[] {
  const isDistributed = processorOf(run.state).ProcessorConfig?.Mode === 'DISTRIBUTED';
  const object = isDistributed ? objectOf(run, input) : undefined;
  if (object === undefined) return itemsOf(run, input).map((value) => ({ value, source: STATE_DATA }));
  return Object.entries(object).map(([key, value]) => ({ key, value, source: STATE_DATA }));
}

function objectOf(run: StateRun<MapState>, input: Payload): JsonRecord | undefined {
  const { Items, ItemsPath = '$' } = run.state;
  if (!run.isJsonata) {
    const found = evaluatePathOrCall(ItemsPath, 'ItemsPath', run.scope(input));
    return isRecord(found) ? found : undefined;
  }
  const found = Items === undefined ? run.input.value : fillJsonata(Items, 'Items', run.jsonata());
  return isRecord(found) ? found : undefined;
}

/** What an iteration or a child gets of an item. */
export function itemInput({ key, value }: MapItem): Json {
  return key === undefined ? value : { Key: key, Value: value };
}

function itemsByPath(run: StateRun<MapState>, input: Payload): readonly Json[] {
  const path = run.state.ItemsPath ?? '$';
  const items = evaluatePathOrCall(path, 'ItemsPath', run.scope(input));
  if (isList(items)) return items;
  throw new EvaluationError(`Reference path "${path.replace(/^\$\$/, '$')}" must point to array.`);
}

function itemsByJsonata(run: StateRun<MapState>): readonly Json[] {
  const { Items } = run.state;
  if (Items !== undefined) {
    const items = typedJsonata(Items, 'Items', 'array', run.jsonata());
    if (isList(items)) return items;
  }
  if (isList(run.input.value)) return run.input.value;
  throw new QueryEvaluationError(`Map state input must be an array but was: ${run.input.text}`);
}

/** What an iteration gets: the item itself, or what ItemSelector (or, as it was called before, Parameters) makes of it. */
export function iterationInput(run: StateRun<MapState>, input: Payload, item: Json, map: JsonRecord): Payload {
  const { ItemSelector, Parameters } = run.state;
  if (run.isJsonata) {
    if (ItemSelector === undefined) return new Payload(item);
    return new Payload(fillJsonata(ItemSelector, 'ItemSelector', run.jsonata({}, map)));
  }
  const template = ItemSelector ?? Parameters;
  return template === undefined ? new Payload(item) : applyTemplate(template, run.scope(input, map));
}

/** How many iterations run at once; 0 leaves it to Step Functions. */
export function maxConcurrencyOf(run: StateRun<MapState>, input: Payload): number {
  const { MaxConcurrency, MaxConcurrencyPath } = run.state;
  if (run.isJsonata) return integer(run, MaxConcurrency, 'MaxConcurrency', 0);
  if (MaxConcurrencyPath === undefined) return Number(MaxConcurrency ?? 0);
  const value = integerAt(MaxConcurrencyPath, 'MaxConcurrencyPath', run.scope(input));
  if (value >= 0) return value;
  throw new EvaluationError(`Expected non-negative integer for MaxConcurrency, got '${value}' instead.`);
}

export interface ToleratedFailures {
  readonly count: number;
  readonly percentage: number;
}

export function toleratedFailures(run: StateRun<MapState>, input: Payload): ToleratedFailures {
  const { ToleratedFailureCount, ToleratedFailurePercentage } = run.state;
  if (!run.isJsonata) return { count: countByPath(run, input), percentage: percentageByPath(run, input) };
  return {
    count: integer(run, ToleratedFailureCount, 'ToleratedFailureCount', 0),
    percentage: numberOf(
      ToleratedFailurePercentage ?? 0,
      'ToleratedFailurePercentage',
      { min: 0, max: 100 },
      run.jsonata(),
    ),
  };
}

function countByPath(run: StateRun<MapState>, input: Payload): number {
  const { ToleratedFailureCount, ToleratedFailureCountPath } = run.state;
  if (ToleratedFailureCountPath === undefined) return Number(ToleratedFailureCount ?? 0);
  const value = integerAt(ToleratedFailureCountPath, 'ToleratedFailureCountPath', run.scope(input));
  if (value >= 0) return value;
  throw new EvaluationError('ToleratedFailureCount cannot be negative.');
}

function percentageByPath(run: StateRun<MapState>, input: Payload): number {
  const { ToleratedFailurePercentage, ToleratedFailurePercentagePath } = run.state;
  if (ToleratedFailurePercentagePath === undefined) return Number(ToleratedFailurePercentage ?? 0);
  const path = ToleratedFailurePercentagePath;
  const found = evaluatePathOrCall(path, 'ToleratedFailurePercentagePath', run.scope(input));
  const value = numberIn(found);
  if (value === undefined) throw notA('float', 'ToleratedFailurePercentagePath', path, found);
  if (value >= 0 && value <= 100) return value;
  throw new EvaluationError('ToleratedFailurePercentage must be between 0 and 100.');
}

function integer(run: StateRun<MapState>, field: NumberField | undefined, name: string, otherwise: number): number {
  return integerOf(field ?? otherwise, name, { min: 0, max: MAX_INTEGER }, run.jsonata());
}

/** What a path gives as an integer; AWS reads it from a string too. */
function integerAt(path: string, field: string, scope: Scope): number {
  const found = evaluatePathOrCall(path, field, scope);
  const value = numberIn(found);
  if (value !== undefined && Number.isInteger(value)) return value;
  throw notA('integer', field, path, found);
}

function numberIn(value: Json): number | undefined {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && /^[+-]?\d+(\.\d+)?$/.test(value) ? Number(value) : undefined;
}

function notA(type: string, field: string, path: string, found: Json): EvaluationError {
  const shown = typeof found === 'string' ? found : JSON.stringify(found);
  return new EvaluationError(`The ${field} field refers to value "${shown}" which is not a valid ${type}: ${path}`);
}

interface OptionalNumber {
  readonly name: string;
  /** Where it is in the state, such as `ItemBatcher/MaxItemsPerBatch`. */
  readonly place: string;
  readonly field: NumberField | undefined;
  readonly path: string | undefined;
}

/** A number from 1 that may be left out. */
export function positiveInteger(
  run: StateRun<MapState>,
  input: Payload,
  { name, place, field, path }: OptionalNumber,
): number | undefined {
  if (run.isJsonata) {
    return field === undefined ? undefined : integerOf(field, place, { min: 1, max: MAX_INTEGER }, run.jsonata());
  }
  if (path === undefined) return field === undefined ? undefined : Number(field);
  const value = integerAt(path, `${name}Path`, run.scope(input));
  if (value > 0) return value;
  throw new EvaluationError(`[rehearsal] ${name} must be above 0 but ${path} gives ${value}`);
}
