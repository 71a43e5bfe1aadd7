import { AwsError } from '../core/wire/aws-error.ts';
import { isJsonObject, type JsonObject, type JsonOperations } from '../core/wire/wire-json.ts';
import type { Rule, RuleStore } from './rule-store.ts';

export function ruleTagOperations(store: RuleStore): JsonOperations {
  return {
    TagResource: (input) => {
      const rule = tagged(store, input);
      store.put({ ...rule, tags: { ...rule.tags, ...tagsByKey(input) } });
      return {};
    },
    UntagResource: (input) => {
      const rule = tagged(store, input);
      const gone = new Set([input['TagKeys'] ?? []].flat().map(String));
      store.put({ ...rule, tags: Object.fromEntries(Object.entries(rule.tags).filter(([key]) => !gone.has(key))) });
      return {};
    },
    ListTagsForResource: (input) => ({
      Tags: Object.entries(tagged(store, input).tags).map(([Key, Value]) => ({ Key, Value })),
    }),
  };
}

/** A request's `Tags` as a map. */
export function tagsByKey(input: JsonObject): Record<string, string> {
  const tags = [input['Tags'] ?? []].flat().filter(isJsonObject);
  return Object.fromEntries(tags.map(({ Key, Value }) => [String(Key), String(Value ?? '')]));
}

function tagged(store: RuleStore, input: JsonObject): Rule {
  const arn = String(input['ResourceARN'] ?? '');
  const rule = store.all().find((one) => one.arn === arn);
  if (rule !== undefined) return rule;
  throw new AwsError('ResourceNotFoundException', 400, `[rehearsal] ${arn} is not the ARN of a rule`);
}
