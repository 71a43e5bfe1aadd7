import { isList, isRecord, type Json, type JsonRecord } from '../language/json.ts';
import { type Argument, IntrinsicError } from './call.ts';

/** The argument's value, whatever its type. */
export function anyAt(args: readonly Argument[], at: number): Json {
  return args[at]?.value ?? null;
}

export function stringAt(args: readonly Argument[], at: number): string {
  const value = anyAt(args, at);
  if (typeof value !== 'string') throw wrongType(value, at, 'a string');
  return value;
}

export function listAt(args: readonly Argument[], at: number): readonly Json[] {
  const value = anyAt(args, at);
  if (!isList(value)) throw wrongType(value, at, 'an array');
  return value;
}

export function recordAt(args: readonly Argument[], at: number): JsonRecord {
  const value = anyAt(args, at);
  if (!isRecord(value)) throw wrongType(value, at, 'an object');
  return value;
}

/** A number, rounded to the nearest integer as AWS does. */
export function integerAt(args: readonly Argument[], at: number): number {
  const value = anyAt(args, at);
  if (typeof value !== 'number') throw wrongType(value, at, 'a number');
  return Math.round(value);
}

/** AWS's limit for the strings that are hashed or encoded. */
const MAX_STRING_LENGTH = 10_000;

export function limitedStringAt(args: readonly Argument[], at: number): string {
  const value = stringAt(args, at);
  if (value.length > MAX_STRING_LENGTH) {
    throw new IntrinsicError(
      `[rehearsal] argument ${at + 1} has ${value.length} characters; at most ${MAX_STRING_LENGTH} are allowed`,
    );
  }
  return value;
}

function wrongType(value: Json, at: number, expected: string): IntrinsicError {
  const shown = (JSON.stringify(value) ?? '').slice(0, 200);
  return new IntrinsicError(`[rehearsal] argument ${at + 1} must be ${expected} but is ${shown}`);
}
