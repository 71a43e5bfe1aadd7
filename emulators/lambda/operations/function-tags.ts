import { MemberConstraints } from '../../core/validation/member-constraints.ts';
import { isJsonObject, type JsonObject } from '../../core/wire/wire-json.ts';
import { functionNameOf } from '../api/function-name.ts';
import { invalidParameterValue } from '../api/lambda-errors.ts';
import type { LambdaState } from '../api/lambda-state.ts';

const MAX_TAGS = 50;

/** Tags as a map, refused when there are too many or one is too long. */
export function checkTags(value: unknown): Readonly<Record<string, string>> {
  if (value === undefined || value === null) return {};
  if (!isJsonObject(value)) throw invalidParameterValue('[rehearsal] Tags must be a map of strings');
  const entries = Object.entries(value).map(([key, text]): [string, string] => [key, String(text)]);
  const constraints = new MemberConstraints();
  for (const [key, text] of entries) {
    constraints.check('tags.key', key, { minLength: 1, maxLength: 128 }).check(`tags.${key}`, text, { maxLength: 256 });
  }
  constraints.throwAs('ValidationException');
  if (entries.length > MAX_TAGS)
    throw invalidParameterValue(`[rehearsal] a function can have at most ${MAX_TAGS} tags`);
  return Object.fromEntries(entries);
}

export function tagFunction(arn: string, input: JsonObject, state: LambdaState): void {
  const record = state.functions.required(functionNameOf(arn, state.arnPrefix));
  state.functions.put({ ...record, tags: checkTags({ ...record.tags, ...checkTags(input['Tags']) }) });
}

export function untagFunction(arn: string, keys: readonly string[], state: LambdaState): void {
  const record = state.functions.required(functionNameOf(arn, state.arnPrefix));
  const kept = Object.entries(record.tags).filter(([key]) => !keys.includes(key));
  state.functions.put({ ...record, tags: Object.fromEntries(kept) });
}
