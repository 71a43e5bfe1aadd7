import { type AccountRegion, regionalArn } from '../core/regional-arn.ts';
import { AwsError } from '../core/wire/aws-error.ts';
import type { JsonObject, JsonOperations } from '../core/wire/wire-json.ts';
import { memberText, requiredRule, ruleName, settingsOf } from './rule-request.ts';
import type { Rule, RuleStore } from './rule-store.ts';
import { tagsByKey } from './rule-tags.ts';

/** Rules are checked for form, kept and given back; none of them is acted upon. */
export function ruleOperations(store: RuleStore, owner: AccountRegion): JsonOperations {
  return {
    PutRule: (input) => putRule(input, store, owner),
    DescribeRule: (input) => ({
      ...description(requiredRule(store, input, 'Name')),
      EventBusName: 'default',
      CreatedBy: owner.accountId,
    }),
    ListRules: (input) => {
      const prefix = memberText(input, 'NamePrefix') ?? '';
      const rules = store.all().filter(({ name }) => name.startsWith(prefix));
      return { Rules: rules.map((rule) => ({ ...description(rule), EventBusName: 'default' })) };
    },
    DeleteRule: (input) => {
      deleteRule(input, store);
      return {};
    },
  };
}

/** A rule that is there keeps its tags and targets. */
function putRule(input: JsonObject, store: RuleStore, owner: AccountRegion): object {
  const name = ruleName(input, 'Name');
  const settings = settingsOf(input);
  const arn = regionalArn(owner, 'events', `rule/${name}`);
  const known = store.find(name);
  store.put({ ...settings, name, arn, tags: known?.tags ?? tagsByKey(input), targets: known?.targets ?? {} });
  return { RuleArn: arn };
}

function deleteRule(input: JsonObject, store: RuleStore): void {
  const rule = store.find(ruleName(input, 'Name'));
  if (rule === undefined) return;
  if (Object.keys(rule.targets).length > 0) {
    throw new AwsError('ValidationException', 400, "Rule can't be deleted since it has targets.");
  }
  store.delete(rule.name);
}

function description(rule: Rule): object {
  const all = {
    Name: rule.name,
    Arn: rule.arn,
    Description: rule.description,
    EventPattern: rule.eventPattern,
    ScheduleExpression: rule.scheduleExpression,
    RoleArn: rule.roleArn,
    State: rule.state,
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}
