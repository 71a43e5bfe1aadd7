import { isList, isRecord, type Json } from '../json.ts';
import type { PathFunction } from './json-path-tokens.ts';

type Run = (value: Json, args: readonly Json[]) => Json | undefined;

/** What a function of the JSONPath library that AWS runs on (github.com/json-path/JsonPath) gives; undefined where it fails. */
export function callFunction(name: PathFunction, value: Json, args: readonly Json[]): Json | undefined {
  return FUNCTIONS[name](value, args);
}

const FUNCTIONS: Readonly<Record<PathFunction, Run>> = {
  length: lengthOf,
  size: lengthOf,
  keys: (value) => (isRecord(value) ? Object.keys(value) : null),
  first: (value) => element(value, 0),
  last: (value) => element(value, -1),
  index: (value, [at]) => (typeof at === 'number' ? element(value, at) : undefined),
  append: (value, args) => (isList(value) ? [...value, ...args] : value),
  concat: (value, args) => [...(isList(value) ? value.filter(isText) : []), ...args.flatMap(textsOf)].join(''),
  min: aggregate((numbers) => numbers.reduce((least, number) => Math.min(least, number))),
  max: aggregate((numbers) => numbers.reduce((most, number) => Math.max(most, number))),
  avg: aggregate((numbers) => sum(numbers) / numbers.length),
  stddev: aggregate((numbers) => {
    const squares = numbers.map((number) => number * number);
    return Math.sqrt(sum(squares) / numbers.length - (sum(numbers) / numbers.length) ** 2);
  }),
  sum: aggregate(sum),
};

function lengthOf(value: Json, args: readonly Json[]): Json {
  const measured = args[0] ?? value;
  if (isList(measured)) return measured.length;
  return isRecord(measured) ? Object.keys(measured).length : null;
}

function element(value: Json, at: number): Json | undefined {
  return isList(value) ? value.at(at) : undefined;
}

/** Of the numbers in the list, and of those given; none at all is a failure. */
function aggregate(run: (numbers: readonly number[]) => number): Run {
  return (value, args) => {
    const numbers = [...(isList(value) ? value : []), ...args.flatMap((arg) => (isList(arg) ? arg : [arg]))].filter(
      isNumber,
    );
    return numbers.length === 0 ? undefined : run(numbers);
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** What is in a list is written as text. */
function textsOf(arg: Json): readonly string[] {
  if (!isList(arg)) return isText(arg) ? [arg] : [];
  return arg.filter((item) => item !== null).map((item) => (isText(item) ? item : JSON.stringify(item)));
}

function isNumber(value: Json): value is number {
  return typeof value === 'number';
}

function isText(value: Json): value is string {
  return typeof value === 'string';
}
