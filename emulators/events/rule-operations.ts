import type { AccountRegion } from '../core/regional-arn.ts';
import { AwsError, notImplemented } from '../core/wire/aws-error.ts';
import { isJsonObject, type JsonObject, type JsonOperations } from '../core/wire/wire-json.ts';
import type { Rule, RuleStore } from './rule-store.ts';
import { tagsByKey } from './rule-tags.ts';

/** API model of events (botocore 1.44.5): RuleName. */
const NAME = /^[.\-_A-Za-z0-9]{1,64}$/;
const DEFAULT_BUS = /(?:^|:event-bus\/)default$/;

/** Rules are checked for form, kept and given back; none of them is acted upon. */
export function ruleOperations(store: RuleStore, { region, accountId }: AccountRegion): JsonOperations {
  return {
    PutRule: (input) => {
      const name = ruleName(input, 'Name');
      const arn = `arn:aws:events:${region}:${accountId}:rule/${name}`;
      const known = store.find(name);
      store.put({ ...ruleOf(input), name, arn, tags: known?.tags ?? tagsByKey(input), targets: known?.targets ?? {} });
      return { RuleArn: arn };
    },
    DescribeRule: (input) => ({
      ...description(existing(store, input, 'Name')),
      EventBusName: 'default',
      CreatedBy: accountId,
    }),
    ListRules: (input) => {
      const prefix = text(input, 'NamePrefix') ?? '';
      return {
        Rules: store
          .all()
          .filter(({ name }) => name.startsWith(prefix))
          .map(description),
      };
    },
    DeleteRule: (input) => {
      const rule = store.find(ruleName(input, 'Name'));
      if (rule !== undefined && Object.keys(rule.targets).length > 0) {
        throw new AwsError('ValidationException', 400, "Rule can't be deleted since it has targets.");
      }
      if (rule !== undefined) store.delete(rule.name);
      return {};
    },
    PutTargets: (input) => {
      const rule = existing(store, input, 'Rule');
      const targets = targetList(input);
      store.put({
        ...rule,
        targets: { ...rule.targets, ...Object.fromEntries(targets.map((one) => [String(one['Id']), one])) },
      });
      return { FailedEntryCount: 0, FailedEntries: [] };
    },
    ListTargetsByRule: (input) => ({ Targets: Object.values(existing(store, input, 'Rule').targets) }),
    RemoveTargets: (input) => {
      const rule = existing(store, input, 'Rule');
      const gone = new Set([input['Ids'] ?? []].flat().map(String));
      store.put({ ...rule, targets: Object.fromEntries(Object.entries(rule.targets).filter(([id]) => !gone.has(id))) });
      return { FailedEntryCount: 0, FailedEntries: [] };
    },
  };
}

function ruleOf(input: JsonObject): Pick<Rule, 'state'> & Partial<Rule> {
  const bus = text(input, 'EventBusName');
  if (bus !== undefined && !DEFAULT_BUS.test(bus))
    throw notImplemented('events', 'PutRule on a bus other than default');
  const eventPattern = text(input, 'EventPattern');
  const scheduleExpression = text(input, 'ScheduleExpression');
  if (eventPattern === undefined && scheduleExpression === undefined) {
    throw new AwsError(
      'ValidationException',
      400,
      'Parameter(s) EventPattern or ScheduleExpression must be specified.',
    );
  }
  if (eventPattern !== undefined && !isPattern(eventPattern)) {
    throw new AwsError(
      'InvalidEventPatternException',
      400,
      '[rehearsal] EventPattern must be a JSON object whose members are lists or objects',
    );
  }
  if (scheduleExpression !== undefined && !/^(?:rate|cron)\(.+\)$/.test(scheduleExpression)) {
    throw new AwsError('ValidationException', 400, 'Parameter ScheduleExpression is not valid.');
  }
  const [description, roleArn] = [text(input, 'Description'), text(input, 'RoleArn')];
  return {
    state: text(input, 'State') ?? 'ENABLED',
    ...(description === undefined ? {} : { description }),
    ...(roleArn === undefined ? {} : { roleArn }),
    ...(eventPattern === undefined ? {} : { eventPattern }),
    ...(scheduleExpression === undefined ? {} : { scheduleExpression }),
  };
}

function isPattern(pattern: string): boolean {
  try {
    const parsed: unknown = JSON.parse(pattern);
    return (
      isJsonObject(parsed) && Object.values(parsed).every((member) => typeof member === 'object' && member !== null)
    );
  } catch {
    return false;
  }
}

function description(rule: Rule): object {
  const { name, arn, description: about, eventPattern, scheduleExpression, roleArn, state } = rule;
  const all = {
    Name: name,
    Arn: arn,
    Description: about,
    EventPattern: eventPattern,
    ScheduleExpression: scheduleExpression,
    RoleArn: roleArn,
    State: state,
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

function targetList(input: JsonObject): readonly JsonObject[] {
  const targets = [input['Targets'] ?? []].flat();
  const known = targets
    .filter(isJsonObject)
    .filter((target) => text(target, 'Id') !== undefined && text(target, 'Arn') !== undefined);
  if (known.length > 0 && known.length === targets.length) return known;
  throw new AwsError(
    'ValidationException',
    400,
    '[rehearsal] Targets must be a list of at least one target, each with Id and Arn',
  );
}

function existing(store: RuleStore, input: JsonObject, member: string): Rule {
  const name = ruleName(input, member);
  const rule = store.find(name);
  if (rule !== undefined) return rule;
  throw new AwsError('ResourceNotFoundException', 400, `Rule ${name} does not exist on EventBus default.`);
}

function ruleName(input: JsonObject, member: string): string {
  const name = text(input, member) ?? '';
  if (NAME.test(name)) return name;
  throw new AwsError(
    'ValidationException',
    400,
    `[rehearsal] ${member} '${name}' must be 1 to 64 letters, digits or . - _`,
  );
}

function text(input: JsonObject, member: string): string | undefined {
  const value = input[member];
  return typeof value === 'string' ? value : undefined;
}
