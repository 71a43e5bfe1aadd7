import { isList, isRecord, type Json, sameJson } from '../json.ts';
import type { ComparisonOperator, Filter, Operand } from './json-path-tokens.ts';

type Resolve = (operand: Operand) => Json | undefined;

/** Whether an element passes; `resolve` gives an operand's value or undefined when its path selects nothing. */
export function passesFilter(filter: Filter, resolve: Resolve): boolean {
  if (filter.kind === 'and') return filter.parts.every((part) => passesFilter(part, resolve));
  if (filter.kind === 'or') return filter.parts.some((part) => passesFilter(part, resolve));
  if (filter.kind === 'not') return !passesFilter(filter.part, resolve);
  if (filter.kind === 'exists') return resolve(filter.operand) !== undefined;
  return COMPARISONS[filter.operator](resolve(filter.left), resolve(filter.right));
}

type Comparison = (left: Json | undefined, right: Json | undefined) => boolean;

const COMPARISONS: Readonly<Record<ComparisonOperator, Comparison>> = {
  '==': equal,
  '!=': (left, right) => !equal(left, right),
  '<': (left, right) => order(left, right, (difference) => difference < 0),
  '<=': (left, right) => order(left, right, (difference) => difference <= 0),
  '>': (left, right) => order(left, right, (difference) => difference > 0),
  '>=': (left, right) => order(left, right, (difference) => difference >= 0),
  in: (left, right) => isIn(left, right),
  nin: (left, right) => !isIn(left, right),
  size: (left, right) => (isList(left) || typeof left === 'string') && left.length === right,
  empty: (left, right) => (isList(left) || typeof left === 'string') && (left.length === 0) === right,
};

/** Jayway's rule: a number and a string are the same when the string reads as that number. */
function equal(left: Json | undefined, right: Json | undefined): boolean {
  if (left === undefined || right === undefined) return left === right;
  if (typeof left === 'number' && typeof right === 'string') return sameNumber(left, right);
  if (typeof left === 'string' && typeof right === 'number') return sameNumber(right, left);
  return sameJson(left, right);
}

function sameNumber(number: number, text: string): boolean {
  return text.trim() !== '' && Number(text) === number;
}

function order(left: Json | undefined, right: Json | undefined, accepts: (difference: number) => boolean): boolean {
  if (typeof left === 'number' && typeof right === 'number') return accepts(left - right);
  if (typeof left === 'string' && typeof right === 'string')
    return accepts(Number(left > right) - Number(left < right));
  return false;
}

function isIn(left: Json | undefined, right: Json | undefined): boolean {
  if (isRecord(right) || !isList(right)) return false;
  return right.some((item) => equal(left, item));
}
