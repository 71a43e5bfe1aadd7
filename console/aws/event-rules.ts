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
  const rules = await listAll('ListRules', {}, 'Rules', signal);
  const found = await Promise.all(rules.map(async (rule) => [rule, await hasTarget(rule, targetArn, signal)] as const));
  return found.filter(([, isOurs]) => isOurs).map(([rule]) => ruleIn(rule));
}

async function hasTarget(rule: Members, targetArn: string, signal?: AbortSignal): Promise<boolean> {
  const targets = await listAll('ListTargetsByRule', { Rule: textIn(rule, 'Name') }, 'Targets', signal);
  return targets.some((target) => textIn(target, 'Arn') === targetArn);
}

/** All pages of a list: AWS gives at most 100 items a page. */
async function listAll(
  operation: string,
  request: Members,
  member: string,
  signal?: AbortSignal,
): Promise<readonly Members[]> {
  const items: Members[] = [];
  for (let page: Members = {}; ; ) {
    const answer = await callJson('events', operation, { ...request, ...page }, signal);
    items.push(...listIn(answer, member));
    const NextToken = textIn(answer, 'NextToken');
    if (NextToken === undefined) return items;
    page = { NextToken };
  }
}

function ruleIn(rule: Members): EventRule {
  return {
    name: textIn(rule, 'Name') ?? '',
    when: textIn(rule, 'ScheduleExpression') ?? textIn(rule, 'EventPattern') ?? '',
    isEnabled: textIn(rule, 'State') !== 'DISABLED',
    description: textIn(rule, 'Description') ?? '',
  };
}
