import { optionalStrings, requiredString, structures } from '../core/validation/input-members.ts';
import { AwsError } from '../core/wire/aws-error.ts';
import type { JsonObject, JsonOperations } from '../core/wire/wire-json.ts';
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
      const gone = new Set(optionalStrings(input, 'TagKeys'));
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
  return Object.fromEntries(structures(input, 'Tags').map(({ Key, Value }) => [String(Key), String(Value ?? '')]));
}

function tagged(store: RuleStore, input: JsonObject): Rule {
  const arn = requiredString(input, 'ResourceARN');
  const rule = store.all().find((one) => one.arn === arn);
  if (rule !== undefined) return rule;
  throw new AwsError('ResourceNotFoundException', 400, `[rehearsal] ${arn} is not the ARN of a rule`);
}
