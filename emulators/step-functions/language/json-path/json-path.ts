import { isList, isRecord, type Json, ownMember } from '../json.ts';
import { passesFilter } from './filter.ts';
import { callFunction } from './json-path-functions.ts';
import { parsePath } from './json-path-parser.ts';
import type { JsonPath, Operand, PathStep } from './json-path-tokens.ts';

/**
 * What a path selects: one value if the path is definite, or undefined when there is none; else the list of all it matches, which
 * is empty when nothing does, also when the path ends before its `*`, slice or filter (recorded on AWS).
 */
export function selectPath(text: string, document: Json): Json | undefined {
  return select(parsePath(text), document, document);
}

function select(path: JsonPath, start: Json, document: Json): Json | undefined {
  const found = follow(path.steps, start, document);
  return path.definite ? found[0] : found;
}

function follow(steps: readonly PathStep[], start: Json, document: Json): readonly Json[] {
  let found: readonly Json[] = [start];
  for (const step of steps) {
    found = found.flatMap((value) => apply(step, value, document));
  }
  return found;
}

function apply(step: PathStep, value: Json, document: Json): readonly Json[] {
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
      return [follow(step.steps, value, document)];
    case 'function':
      return present(callFunction(step.name, value, argumentsOf(step.args, value, document)));
    case 'filter':
      return (isList(value) ? value : [value]).filter((element) =>
        passesFilter(step.filter, (operand) => resolve(operand, element, document)),
      );
    case 'descend':
      return withDescendants(value);
  }
}

function argumentsOf(args: readonly Operand[], value: Json, document: Json): readonly Json[] {
  return args.map((operand) => resolve(operand, value, document) ?? null);
}

function resolve(operand: Operand, element: Json, document: Json): Json | undefined {
  if (operand.kind === 'literal') return operand.value;
  if (operand.kind === 'pattern') return undefined;
  return select(operand.path, operand.kind === 'element' ? element : document, document);
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

function withDescendants(value: Json): readonly Json[] {
  return [value, ...children(value).flatMap(withDescendants)];
}
