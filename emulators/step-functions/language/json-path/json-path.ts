import { isList, isRecord, type Json, ownMember } from '../json.ts';
import { EvaluationError } from '../state-error.ts';
import { passesFilter } from './filter.ts';
import { callFunction } from './json-path-functions.ts';
import { parsePath } from './json-path-parser.ts';
import type { JsonPath, Operand, PathStep } from './json-path-tokens.ts';

/**
 * What a path selects: one value if the path is definite, or undefined when there is none; else the list of all it matches, which
 * is empty when nothing does, also when the path ends before its `*`, slice or filter (recorded on AWS).
 */
export function selectPath(text: string, document: Json): Json | undefined {
  return select(parsePath(text), document, { text, document, left: MAX_VISITS });
}

/** Of values, in one evaluation: nobody else is served meanwhile, and filters in filters may look at each value many times. */
const MAX_VISITS = 3_000_000;

interface Evaluation {
  readonly text: string;
  readonly document: Json;
  /** Values that may still be looked at. */
  left: number;
}

function visit(evaluation: Evaluation, values: number): void {
  evaluation.left -= values;
  if (evaluation.left >= 0) return;
  throw new EvaluationError(
    `[rehearsal] the JSONPath ${evaluation.text.slice(0, 200)} looks at more than ${MAX_VISITS.toLocaleString('en')} values; filter a list once, without .. in the filter`,
  );
}

function select(path: JsonPath, start: Json, evaluation: Evaluation): Json | undefined {
  const found = follow(path.steps, start, evaluation);
  return path.definite ? found[0] : found;
}

function follow(steps: readonly PathStep[], start: Json, evaluation: Evaluation): readonly Json[] {
  let found: readonly Json[] = [start];
  for (const step of steps) {
    found = found.flatMap((value) => apply(step, value, evaluation));
    visit(evaluation, found.length);
  }
  return found;
}

function apply(step: PathStep, value: Json, evaluation: Evaluation): readonly Json[] {
  switch (step.kind) {
    case 'member':
      return isRecord(value) ? present(ownMember(value, step.name)) : [];
    case 'members':
      return isRecord(value) ? [pick(value, step.names)] : [];
    case 'index':
      return isList(value) ? present(value.at(step.index)) : [];
    case 'indices':
      return isList(value) ? step.indices.flatMap((index) => present(value.at(index))) : [];
    case 'slice':
      return isList(value) ? slice(value, step.start, step.end, step.step) : [];
    case 'wildcard':
      return children(value);
    case 'collect':
      return [follow(step.steps, value, evaluation)];
    case 'function':
      return present(callFunction(step.name, value, argumentsOf(step.args, value, evaluation)));
    case 'filter':
      return (isList(value) ? value : [value]).filter((element) =>
        passesFilter(step.filter, (operand) => resolve(operand, element, evaluation)),
      );
    case 'descend':
      return withDescendants(value, evaluation);
  }
}

function argumentsOf(args: readonly Operand[], value: Json, evaluation: Evaluation): readonly Json[] {
  return args.map((operand) => resolve(operand, value, evaluation) ?? null);
}

function resolve(operand: Operand, element: Json, evaluation: Evaluation): Json | undefined {
  if (operand.kind === 'literal') return operand.value;
  if (operand.kind === 'pattern') return undefined;
  return select(operand.path, operand.kind === 'element' ? element : evaluation.document, evaluation);
}

function present(value: Json | undefined): readonly Json[] {
  return value === undefined ? [] : [value];
}

/** `['a','b']` gives one object with those members that there are. */
function pick(record: { readonly [name: string]: Json }, names: readonly string[]): Json {
  return Object.fromEntries(names.flatMap((name) => present(ownMember(record, name)).map((value) => [name, value])));
}

function slice(list: readonly Json[], start = 0, end = list.length, step = 1): readonly Json[] {
  return list.slice(start, end).filter((_, index) => step <= 1 || index % step === 0);
}

function children(value: Json): readonly Json[] {
  if (isList(value)) return value;
  return isRecord(value) ? Object.values(value) : [];
}

function withDescendants(value: Json, evaluation: Evaluation): readonly Json[] {
  const found: Json[] = [];
  const left: Json[] = [value];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    visit(evaluation, 1);
    found.push(next);
    const below = children(next);
    for (let at = below.length - 1; at >= 0; at -= 1) left.push(below[at] ?? null);
  }
  return found;
}
