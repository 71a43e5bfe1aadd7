import { isList, isRecord, type Json, sameJson, sortedText } from '../json.ts';
import type { ComparisonOperator, Filter, Operand } from './json-path-tokens.ts';
import { matchesPattern } from './text-pattern.ts';

type Resolve = (operand: Operand) => Json | undefined;

/** Whether an element passes; `resolve` gives an operand's value or undefined when its path selects nothing. */
export function passesFilter(filter: Filter, resolve: Resolve): boolean {
  if (filter.kind === 'and') return filter.parts.every((part) => passesFilter(part, resolve));
  if (filter.kind === 'or') return filter.parts.some((part) => passesFilter(part, resolve));
  if (filter.kind === 'not') return !passesFilter(filter.part, resolve);
  if (filter.kind === 'exists') return resolve(filter.operand) !== undefined;
  const { operator, left, right } = filter;
  if (operator === '=~') return matches(left, right, resolve);
  return COMPARISONS[operator](resolve(left), resolve(right));
}

/** The pattern is on either side. */
function matches(left: Operand, right: Operand, resolve: Resolve): boolean {
  if (left.kind === 'pattern') return right.kind !== 'pattern' && matchesPattern(left.pattern, resolve(right));
  return right.kind === 'pattern' && matchesPattern(right.pattern, resolve(left));
}

type Comparison = (left: Json | undefined, right: Json | undefined) => boolean;

const COMPARISONS: Readonly<Record<Exclude<ComparisonOperator, '=~'>, Comparison>> = {
  '==': equal,
  '!=': (left, right) => !equal(left, right),
  '===': identical,
  '!==': (left, right) => !identical(left, right),
  '<': (left, right) => order(left, right, (difference) => difference < 0),
  '<=': (left, right) => order(left, right, (difference) => difference <= 0),
  '>': (left, right) => order(left, right, (difference) => difference > 0),
  '>=': (left, right) => order(left, right, (difference) => difference >= 0),
  in: (left, right) => isIn(left, right),
  nin: (left, right) => !isIn(left, right),
  size: (left, right) => (isList(left) || typeof left === 'string') && left.length === right,
  contains: (left, right) =>
    typeof left === 'string' && typeof right === 'string' ? left.includes(right) : isIn(right, left),
  all: (left, right) => isList(left) && isList(right) && right.every((item) => isIn(item, left)),
  anyof: (left, right) => isList(left) && isList(right) && left.some((item) => isIn(item, right)),
  noneof: (left, right) => isList(left) && isList(right) && !left.some((item) => isIn(item, right)),
  subsetof: (left, right) => isList(left) && isList(right) && left.every((item) => isIn(item, right)),
  empty: (left, right) => (isList(left) || typeof left === 'string') && (left.length === 0) === right,
};

/** Jayway's rule: a number and a string are the same when the string reads as that number. */
function equal(left: Json | undefined, right: Json | undefined): boolean {
  if (left === undefined || right === undefined) return left === right;
  if (typeof left === 'number' && typeof right === 'string') return sameNumber(left, right);
  if (typeof left === 'string' && typeof right === 'number') return sameNumber(right, left);
  return sameJson(left, right);
}

/** Without a reading of texts as numbers. */
function identical(left: Json | undefined, right: Json | undefined): boolean {
  return typeof left === typeof right && equal(left, right);
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
  if (left === undefined || isRecord(right) || !isList(right)) return false;
  const items = itemsOf(right);
  if (typeof left === 'number') return items.same.has(left) || items.read.has(left);
  if (typeof left !== 'string') return items.same.has(sortedText(left));
  return items.same.has(JSON.stringify(left)) || (left.trim() !== '' && items.same.has(Number(left)));
}

interface Items {
  /** Numbers as they are, all else as its text. */
  readonly same: ReadonlySet<number | string>;
  /** Texts that read as numbers. */
  readonly read: ReadonlySet<number>;
}

/** What is known of a list that a filter compares with once for each of its elements. */
const itemsOfLists = new WeakMap<readonly Json[], Items>();

function itemsOf(list: readonly Json[]): Items {
  const known = itemsOfLists.get(list);
  if (known !== undefined) return known;
  const texts = list.filter((item) => typeof item === 'string').filter((item) => item.trim() !== '');
  const items = {
    same: new Set(list.map((item) => (typeof item === 'number' ? item : sortedText(item)))),
    read: new Set(texts.map(Number)),
  };
  itemsOfLists.set(list, items);
  return items;
}
