import type { WireTypes } from '../../core/validation/typed-input.ts';
import type { CallContext } from '../../core/wire/wire-json.ts';

/** Runs an operation on members as they came from the wire; times in the answer are Dates. Throws AwsError, query codes. */
export type RunOperation = (
  operation: string,
  written: unknown,
  types: WireTypes,
  context: CallContext,
) => Promise<Answer> | Answer;

export interface Answer {
  readonly [member: string]: AnswerValue;
}

export type AnswerValue = string | number | boolean | Date | undefined | Answer | readonly AnswerValue[];

/** The answer with every Date replaced by what the protocol writes for it. Members that no model knows may be null. */
export function withTimes(value: AnswerValue, write: (time: Date) => unknown): unknown {
  if (value instanceof Date) return write(value);
  if (Array.isArray(value)) return value.map((element: AnswerValue) => withTimes(element, write));
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(members.map(([name, member]) => [name, withTimes(member, write)]));
}
