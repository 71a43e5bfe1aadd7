import type { Shape } from './model-facts.ts';

type Values = Readonly<Record<Shape['type'], readonly unknown[]>>;

/** Constraints on numbers that the models leave open; 2^63 and more is no long. */
const BEYOND_INT32 = 2 ** 31;
const BEYOND_INT64 = 1e19;

const IN_JSON: Values = {
  structure: ['text', 7, true, []],
  list: ['text', 7, true, {}],
  map: ['text', 7, true, []],
  string: [7, true, {}, []],
  blob: [7, true, {}, []],
  integer: ['1', true, {}, [], 1.5, BEYOND_INT32],
  long: ['1', true, {}, [], 1.5, BEYOND_INT64],
  float: ['1', true, {}, []],
  double: ['1', true, {}, []],
  boolean: ['true', 1, {}, []],
  timestamp: [true, {}, [], 'yesterday'],
};

/** Everything is text there: only what can be no value of the type. */
const IN_QUERIES: Values = {
  structure: ['text'],
  list: ['text'],
  map: ['text'],
  string: [],
  blob: [],
  integer: ['x', 1.5, BEYOND_INT32],
  long: ['x', 1.5, BEYOND_INT64],
  float: ['x'],
  double: ['x'],
  boolean: ['x'],
  timestamp: ['yesterday'],
};

/** Values of other types than a member's, as far as the protocol can write them. */
export function wrongValues(protocol: 'json' | 'query' | 'rest', type: Shape['type']): readonly unknown[] {
  return (protocol === 'query' ? IN_QUERIES : IN_JSON)[type];
}
