import type { Json } from '../language/json.ts';
import { EvaluationError } from '../language/state-error.ts';

/** An argument with its value; a string literal also as it was written, since States.Format reads the escapes itself. */
export interface Argument {
  readonly value: Json;
  readonly rawLiteral?: string;
}

export interface Surroundings {
  /** From 0 to below 1. */
  readonly random: () => number;
}

export interface Intrinsic {
  readonly minArguments: number;
  readonly maxArguments: number;
  readonly run: (args: readonly Argument[], surroundings: Surroundings) => Json;
}

/** What a function refuses; the caller adds the call's own text. */
export class IntrinsicError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'IntrinsicError';
  }
}

export const INTRINSIC_FAILURE = 'States.IntrinsicFailure';

/** AWS's words around an error inside a call. */
export function failedCall(callText: string, message: string, errorName: string = INTRINSIC_FAILURE): EvaluationError {
  return new EvaluationError(`The function '${callText}' had the following error: ${message}`, errorName);
}
