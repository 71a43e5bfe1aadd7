import type { NumberShape, ScalarShape, StringShape } from './api-model.ts';
import { matchesWhole } from './java-pattern.ts';

/**
 * A string that is too long anyway is matched against its pattern only up to this length: some of AWS's patterns
 * (`([^/]+)/?(.*)`) take time that grows with the square of it.
 */
const MAX_MATCHED_LENGTH = 4096;

/** The constraints of a string that `value` breaks, in AWS's words. */
export function brokenStringConstraints(shape: StringShape, value: string): string[] {
  const length = codePoints(value);
  const broken: string[] = [];
  if (shape.max !== undefined && length > shape.max) broken.push(lengthAtMost(shape.max));
  if (shape.min !== undefined && length < shape.min) broken.push(lengthAtLeast(shape.min));
  const isHopeless = length > MAX_MATCHED_LENGTH && broken.length > 0;
  if (shape.pattern !== undefined && !isHopeless && !matchesWhole(shape.pattern, value)) {
    broken.push(matches(shape.pattern));
  }
  if (shape.enum !== undefined && !shape.enum.includes(value)) broken.push(isOneOf(shape.enum));
  return broken;
}

export function brokenNumberConstraints(shape: NumberShape, value: number): string[] {
  const broken: string[] = [];
  if (shape.max !== undefined && value > shape.max)
    broken.push(`Member must have value less than or equal to ${shape.max}`);
  if (shape.min !== undefined && value < shape.min) {
    broken.push(`Member must have value greater than or equal to ${shape.min}`);
  }
  return broken;
}

export function brokenSizeConstraints(limits: { min?: number; max?: number }, size: number): string[] {
  const broken: string[] = [];
  if (limits.max !== undefined && size > limits.max) broken.push(lengthAtMost(limits.max));
  if (limits.min !== undefined && size < limits.min) broken.push(lengthAtLeast(limits.min));
  return broken;
}

export function brokenScalarConstraints(shape: ScalarShape, value: unknown): string[] {
  if (shape.type === 'string') return typeof value === 'string' ? brokenStringConstraints(shape, value) : [];
  return typeof value === 'number' && isNumeric(shape) ? brokenNumberConstraints(shape, value) : [];
}

function isNumeric(shape: ScalarShape): shape is NumberShape {
  return shape.type !== 'string' && shape.type !== 'boolean' && shape.type !== 'timestamp';
}

/** Every constraint of a scalar, broken or not: AWS lists them all for the elements of lists and maps. */
export function allConstraints(shape: ScalarShape): string[] {
  if (shape.type !== 'string') return [];
  const all: string[] = [];
  if (shape.max !== undefined) all.push(lengthAtMost(shape.max));
  if (shape.min !== undefined) all.push(lengthAtLeast(shape.min));
  if (shape.pattern !== undefined) all.push(matches(shape.pattern));
  if (shape.enum !== undefined) all.push(isOneOf(shape.enum));
  return all;
}

const lengthAtMost = (max: number) => `Member must have length less than or equal to ${max}`;
const lengthAtLeast = (min: number) => `Member must have length greater than or equal to ${min}`;
const matches = (pattern: string) => `Member must satisfy regular expression pattern: ${pattern}`;
const isOneOf = (values: readonly string[]) => `Member must satisfy enum value set: [${values.join(', ')}]`;

function codePoints(value: string): number {
  let count = 0;
  for (const _ of value) count++;
  return count;
}
