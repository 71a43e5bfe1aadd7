import type { NumberShape, ScalarShape, StringShape } from './api-model.ts';
import { matchesWhole } from './java-pattern.ts';
import { javaDouble, javaText } from './java-text.ts';
import type { Violation } from './violation.ts';

export type Constraint = Pick<Violation, 'rule' | 'constraint'>;

/**
 * A string that is too long anyway is matched against its pattern only up to this length: some of AWS's patterns
 * (`([^/]+)/?(.*)`) take time that grows with the square of it.
 */
const MAX_MATCHED_LENGTH = 4096;

/** The constraints of a string that `value` breaks. Its length is in characters: a pair of surrogates is one (Smithy's length trait). */
export function brokenStringConstraints(shape: StringShape, value: string): Constraint[] {
  const broken = fitsInAnyCase(shape, value) ? [] : brokenSizeConstraints(shape, codePoints(value));
  const isHopeless = value.length > MAX_MATCHED_LENGTH && broken.length > 0;
  if (shape.pattern !== undefined && !isHopeless && !matchesWhole(shape.pattern, value)) {
    broken.push(matches(shape.pattern));
  }
  if (shape.enum !== undefined && !shape.enum.includes(value)) broken.push(isOneOf(shape.enum));
  return broken;
}

export function brokenNumberConstraints({ min, max }: NumberShape, value: number): Constraint[] {
  if (max !== undefined && value > max) return [atMost(max)];
  return min !== undefined && value < min ? [atLeast(min)] : [];
}

export function brokenSizeConstraints({ min, max }: { min?: number; max?: number }, size: number): Constraint[] {
  if (max !== undefined && size > max) return [lengthAtMost(max)];
  return min !== undefined && size < min ? [lengthAtLeast(min)] : [];
}

export function brokenScalarConstraints(shape: ScalarShape, value: unknown): Constraint[] {
  if (shape.type === 'string') return typeof value === 'string' ? brokenStringConstraints(shape, value) : [];
  return typeof value === 'number' && isNumeric(shape) ? brokenNumberConstraints(shape, value) : [];
}

function isNumeric(shape: ScalarShape): shape is NumberShape {
  return ['integer', 'long', 'float', 'double'].includes(shape.type);
}

/** Every constraint of a scalar, broken or not: AWS lists them all for the elements of lists and maps. */
export function allConstraints(shape: ScalarShape): string[] {
  if (isNumeric(shape)) return numberConstraints(shape);
  if (shape.type !== 'string') return [];
  const all: Constraint[] = [];
  if (shape.max !== undefined) all.push(lengthAtMost(shape.max));
  if (shape.min !== undefined) all.push(lengthAtLeast(shape.min));
  if (shape.pattern !== undefined) all.push(matches(shape.pattern));
  if (shape.enum !== undefined) all.push(isOneOf(shape.enum));
  return all.map(({ constraint }) => constraint);
}

function numberConstraints({ type, min, max }: NumberShape): string[] {
  const limit = type === 'double' || type === 'float' ? javaDouble : javaText;
  return [
    ...(max === undefined ? [] : [atMost(limit(max)).constraint]),
    ...(min === undefined ? [] : [atLeast(limit(min)).constraint]),
  ];
}

const atMost = (max: number | string): Constraint => ({
  rule: 'range',
  constraint: `Member must have value less than or equal to ${max}`,
});
const atLeast = (min: number | string): Constraint => ({
  rule: 'range',
  constraint: `Member must have value greater than or equal to ${min}`,
});
const lengthAtMost = (max: number): Constraint => ({
  rule: 'length',
  constraint: `Member must have length less than or equal to ${max}`,
});
const lengthAtLeast = (min: number): Constraint => ({
  rule: 'length',
  constraint: `Member must have length greater than or equal to ${min}`,
});
const matches = (pattern: string): Constraint => ({
  rule: 'pattern',
  constraint: `Member must satisfy regular expression pattern: ${pattern}`,
});
const isOneOf = (values: readonly string[]): Constraint => ({
  rule: 'enum',
  constraint: `Member must satisfy enum value set: [${values.join(', ')}]`,
});

/** Whether the text fits, however many of its units are halves of pairs: only what is near a limit must be counted. */
function fitsInAnyCase({ min = 0, max = Number.POSITIVE_INFINITY }: StringShape, { length }: string): boolean {
  return length <= max && length / 2 >= min;
}

function codePoints(value: string): number {
  let count = 0;
  for (const _ of value) count++;
  return count;
}
