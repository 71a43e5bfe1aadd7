import { listIn, type Members, textIn } from '../model/members.ts';
import { callJson } from './call-json.ts';

/** A rule of EventBridge, a schedule or a pattern of events. */
export interface EventRule {
  readonly name: string;
  /** Schedule expression or event pattern. */
  readonly when: string;
  readonly isEnabled: boolean;
  readonly description: string;
}

/** Rules of the default bus that have this target. */
export async function rulesThatStart(targetArn: string, signal?: AbortSignal): Promise<readonly EventRule[]> {
  const rules = listIn(await callJson('events', 'ListRules', {}, signal), 'Rules');
  const found = await Promise.all(rules.map(async (rule) => [rule, await hasTarget(rule, targetArn, signal)] as const));
  return found.filter(([, isOurs]) => isOurs).map(([rule]) => ruleIn(rule));
}

async function hasTarget(rule: Members, targetArn: string, signal?: AbortSignal): Promise<boolean> {
  const answer = await callJson('events', 'ListTargetsByRule', { Rule: textIn(rule, 'Name') }, signal);
  return listIn(answer, 'Targets').some((target) => textIn(target, 'Arn') === targetArn);
}

function ruleIn(rule: Members): EventRule {
  return {
    name: textIn(rule, 'Name') ?? '',
    when: textIn(rule, 'ScheduleExpression') ?? textIn(rule, 'EventPattern') ?? '',
    isEnabled: textIn(rule, 'State') !== 'DISABLED',
    description: textIn(rule, 'Description') ?? '',
  };
}
