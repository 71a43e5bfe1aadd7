import { isIPv4, isIPv6 } from 'node:net';
import { matchesPattern, unprotectedText } from './wildcard-pattern.ts';

/** Whether one value of the request fits one value of the policy, in which variables are filled in. */
export type Comparison = (wanted: string, actual: string) => boolean;

export interface Operator {
  readonly fits: Comparison;
  /** Holds when no value fits, also when the key is absent. */
  readonly isNegated: boolean;
}

const exactly: Comparison = (wanted, actual) => unprotectedText(wanted) === actual;
const ignoringCase: Comparison = (wanted, actual) => unprotectedText(wanted).toLowerCase() === actual.toLowerCase();

/** Each of the six parts of an ARN is matched by itself; the last one may hold colons. */
const arnLike: Comparison = (wanted, actual) => {
  const [patterns, parts] = [arnParts(wanted), arnParts(actual)];
  return patterns.every((pattern, index) => matchesPattern(pattern, parts[index] ?? ''));
};

function arnParts(arn: string): readonly string[] {
  const parts = arn.split(':');
  return [...Array.from({ length: 5 }, (_, index) => parts[index] ?? ''), parts.slice(5).join(':')];
}

const ordered =
  (read: (text: string) => number, holds: (actual: number, wanted: number) => boolean): Comparison =>
  (wanted, actual) =>
    holds(read(actual), read(unprotectedText(wanted)));

const number = (text: string): number => (text.trim() === '' ? Number.NaN : Number(text));
/** ISO 8601, or seconds since 1970. */
const time = (text: string): number => (/^\d+(\.\d+)?$/.test(text) ? Number(text) * 1000 : Date.parse(text));

const inNetwork: Comparison = (wanted, actual) => {
  const [network = '', prefix] = unprotectedText(wanted).split('/');
  const [left, right] = [addressBits(network), addressBits(actual)];
  if (left === undefined || right?.length !== left.length) return false;
  const length = prefix === undefined ? left.length : prefixLength(prefix);
  // What is no prefix must not stand for all addresses.
  return length <= left.length && left.slice(0, length) === right.slice(0, length);
};

function prefixLength(prefix: string): number {
  return /^\d+$/.test(prefix) ? Number(prefix) : Number.POSITIVE_INFINITY;
}

function addressBits(address: string): string | undefined {
  if (isIPv4(address)) return address.split('.').map(byteBits).join('');
  if (!isIPv6(address)) return undefined;
  const [head = '', tail] = address.split('::');
  const groups = (text: string) => (text === '' ? [] : text.split(':'));
  const [first, last] = [groups(head), groups(tail ?? '')];
  const zeros = tail === undefined ? 0 : 8 - first.length - last.length;
  const all = [...first, ...Array.from({ length: zeros }, () => '0'), ...last];
  return all.map((group) => Number.parseInt(group, 16).toString(2).padStart(16, '0')).join('');
}

const byteBits = (byte: string): string => Number(byte).toString(2).padStart(8, '0');

const plain = (fits: Comparison): Operator => ({ fits, isNegated: false });
const negated = (fits: Comparison): Operator => ({ fits, isNegated: true });
const less = (actual: number, wanted: number) => actual < wanted;
const atMost = (actual: number, wanted: number) => actual <= wanted;
const greater = (actual: number, wanted: number) => actual > wanted;
const atLeast = (actual: number, wanted: number) => actual >= wanted;
const same = (actual: number, wanted: number) => actual === wanted;

const NAME = /^(?:(ForAllValues|ForAnyValue):)?([A-Za-z]+?)(IfExists)?$/;

export interface OperatorName {
  readonly quantifier?: string;
  readonly operator: string;
  readonly ifExists: boolean;
}

/** The parts of a name such as `ForAnyValue:StringLikeIfExists`; undefined when there is no such operator. */
export function parseOperatorName(name: string): OperatorName | undefined {
  const [, quantifier, operator = '', ifExists] = NAME.exec(name) ?? [];
  if (operator !== 'Null' && !Object.hasOwn(OPERATORS, operator)) return undefined;
  return { operator, ifExists: ifExists !== undefined, ...(quantifier === undefined ? {} : { quantifier }) };
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html, but for Null. */
export const OPERATORS: Readonly<Record<string, Operator>> = {
  StringEquals: plain(exactly),
  StringNotEquals: negated(exactly),
  StringEqualsIgnoreCase: plain(ignoringCase),
  StringNotEqualsIgnoreCase: negated(ignoringCase),
  StringLike: plain(matchesPattern),
  StringNotLike: negated(matchesPattern),
  NumericEquals: plain(ordered(number, same)),
  NumericNotEquals: negated(ordered(number, same)),
  NumericLessThan: plain(ordered(number, less)),
  NumericLessThanEquals: plain(ordered(number, atMost)),
  NumericGreaterThan: plain(ordered(number, greater)),
  NumericGreaterThanEquals: plain(ordered(number, atLeast)),
  DateEquals: plain(ordered(time, same)),
  DateNotEquals: negated(ordered(time, same)),
  DateLessThan: plain(ordered(time, less)),
  DateLessThanEquals: plain(ordered(time, atMost)),
  DateGreaterThan: plain(ordered(time, greater)),
  DateGreaterThanEquals: plain(ordered(time, atLeast)),
  Bool: plain(ignoringCase),
  BinaryEquals: plain(exactly),
  IpAddress: plain(inNetwork),
  NotIpAddress: negated(inNetwork),
  // ArnEquals and ArnLike do the same.
  ArnEquals: plain(arnLike),
  ArnLike: plain(arnLike),
  ArnNotEquals: negated(arnLike),
  ArnNotLike: negated(arnLike),
};
