import { requiredString } from '../core/validation/input-members.ts';
import { AwsError, notImplemented } from '../core/wire/aws-error.ts';
import type { JsonObject } from '../core/wire/wire-json.ts';
import { patternProblem } from './event-pattern.ts';
import { isSchedule } from './rule-schedule.ts';
import type { Rule, RuleStore } from './rule-store.ts';

const DEFAULT_BUS = /(?:^|:event-bus\/)default$/;

/** The rule that a member of a request names. */
export function requiredRule(store: RuleStore, input: JsonObject, member: string): Rule {
  const name = ruleName(input, member);
  const rule = store.find(name);
  if (rule !== undefined) return rule;
  throw new AwsError('ResourceNotFoundException', 400, `Rule ${name} does not exist on EventBus default.`);
}

export function ruleName(input: JsonObject, member: string): string {
  return requiredString(input, member);
}

export function memberText(input: JsonObject, member: string): string | undefined {
  const value = input[member];
  return typeof value === 'string' ? value : undefined;
}

type RuleSettings = Omit<Rule, 'name' | 'arn' | 'tags' | 'targets'>;

/** What PutRule says of a rule, checked. */
export function settingsOf(input: JsonObject): RuleSettings {
  checkBus(memberText(input, 'EventBusName'));
  const eventPattern = memberText(input, 'EventPattern');
  // An empty schedule is none.
  const scheduleExpression = memberText(input, 'ScheduleExpression') || undefined;
  checkTriggers(eventPattern, scheduleExpression);
  const [description, roleArn] = [memberText(input, 'Description'), memberText(input, 'RoleArn')];
  return {
    state: memberText(input, 'State') ?? 'ENABLED',
    ...(description === undefined ? {} : { description }),
    ...(roleArn === undefined ? {} : { roleArn }),
    ...(eventPattern === undefined ? {} : { eventPattern }),
    ...(scheduleExpression === undefined ? {} : { scheduleExpression }),
  };
}

function checkBus(bus: string | undefined): void {
  if (bus === undefined || DEFAULT_BUS.test(bus)) return;
  throw notImplemented('events', 'PutRule on a bus other than default');
}

function checkTriggers(eventPattern: string | undefined, scheduleExpression: string | undefined): void {
  if (eventPattern === undefined && scheduleExpression === undefined) {
    throw validationError('Parameter(s) EventPattern or ScheduleExpression must be specified.');
  }
  const problem = eventPattern === undefined ? undefined : patternProblem(eventPattern);
  if (problem !== undefined) throw new AwsError('InvalidEventPatternException', 400, problem);
  if (scheduleExpression !== undefined && !isSchedule(scheduleExpression)) {
    throw validationError('Parameter ScheduleExpression is not valid.');
  }
}

function validationError(message: string): AwsError {
  return new AwsError('ValidationException', 400, message);
}
