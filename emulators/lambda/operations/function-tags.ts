import { optionalStrings, requiredString, stringMap } from '../../core/validation/input-members.ts';
import type { JsonObject } from '../../core/wire/wire-json.ts';
import { referenceIn } from '../api/function-name.ts';
import { answering, type LambdaOperations } from '../api/lambda-api.ts';
import { invalidParameterValue } from '../api/lambda-errors.ts';
import type { LambdaState } from '../api/lambda-state.ts';
import type { FunctionRecord } from '../store/function-record.ts';

const MAX_TAGS = 50;

export function tagOperations(state: LambdaState): LambdaOperations {
  return {
    ListTags: answering(200, (input) => ({ Tags: tagged(input, state).tags })),
    TagResource: answering(204, (input) => {
      const record = tagged(input, state);
      const tags = { ...record.tags, ...stringMap(input, 'Tags') };
      checkTagCount(tags);
      state.functions.put({ ...record, tags });
      return undefined;
    }),
    UntagResource: answering(204, (input) => {
      const record = tagged(input, state);
      const gone = new Set(optionalStrings(input, 'TagKeys'));
      const kept = Object.entries(record.tags).filter(([key]) => !gone.has(key));
      state.functions.put({ ...record, tags: Object.fromEntries(kept) });
      return undefined;
    }),
  };
}

export function checkTagCount(tags: Readonly<Record<string, string>>): void {
  if (Object.keys(tags).length <= MAX_TAGS) return;
  throw invalidParameterValue(`[rehearsal] a function can have at most ${MAX_TAGS} tags`);
}

/** Tags are a function's; its versions and aliases have none. */
function tagged(input: JsonObject, { functions, arnPrefix }: LambdaState): FunctionRecord {
  const { name, qualifier } = referenceIn({ FunctionName: requiredString(input, 'Resource') }, arnPrefix);
  if (qualifier !== undefined) {
    throw invalidParameterValue(
      'Tags on function aliases and versions are not supported. Please specify a function ARN.',
    );
  }
  return functions.required(name);
}
