import { lookUp } from './expression.ts';
import { type Json, Payload } from './json.ts';
import { invalidPath } from './json-path/missing-path.ts';
import { setAt } from './json-path/reference-path.ts';
import { fillTemplate } from './payload-template.ts';
import type { Scope } from './scope.ts';
import { DATA_LIMIT_EXCEEDED, StateError } from './state-error.ts';

/** 256 KiB of UTF-8 (https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html). */
export const MAX_PAYLOAD_BYTES = 262_144;

/** InputPath or OutputPath: null stands for an empty object, absent for everything. */
export function applyPath(path: string | null | undefined, scope: Scope): Payload {
  if (path === undefined || path === '$') return scope.input;
  if (path === null) return new Payload({});
  const value = lookUp(path, scope);
  if (value === undefined) throw invalidPath(path, scope);
  return new Payload(value);
}

/** Parameters or ResultSelector; absent leaves the data as it is. */
export function applyTemplate(template: Json | undefined, scope: Scope): Payload {
  return template === undefined ? scope.input : new Payload(fillTemplate(template, scope));
}

/** ResultPath: absent or `$` the result replaces the input, null drops the result, else the result goes into the input. */
export function applyResultPath(path: string | null | undefined, input: Payload, result: Payload): Payload {
  if (path === undefined || path === '$') return result;
  if (path === null) return input;
  return new Payload(setAt(input.value, path, result.value));
}

/** Refuses a state's output that is larger than AWS passes on. */
export function limitedOutput(payload: Payload, stateName: string): Payload {
  if (Buffer.byteLength(payload.text) <= MAX_PAYLOAD_BYTES) return payload;
  throw new StateError(
    DATA_LIMIT_EXCEEDED,
    `The state/task '${stateName}' returned a result with a size exceeding the maximum number of bytes service limit.`,
    true,
  );
}
