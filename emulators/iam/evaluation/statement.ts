import { isJsonObject, type JsonObject } from '../../core/wire/wire-json.ts';
import { hasAny, listOf, stringsOf } from '../policy-document.ts';
import type { AccessRequest, ContextKeys } from './access-request.ts';
import { conditionHolds } from './condition.ts';
import { matchesPattern, withVariables } from './wildcard-pattern.ts';

/** Who asks, as far as a resource policy may name them. */
export interface Principal {
  readonly accountId: string;
  /** Of the session, such as `arn:aws:sts::000000000000:assumed-role/name/session`. */
  readonly arn: string;
  readonly roleArn: string;
}

/** Whether a statement speaks of the request: its action, resource and condition fit. Its principal is a matter of its own. */
export function appliesTo(statement: JsonObject, request: AccessRequest): boolean {
  const { action, keys } = request;
  return actionFits(statement, action) && resourceFits(statement, request) && conditionFits(statement, keys);
}

export function conditionFits({ Condition: condition }: JsonObject, keys: ContextKeys): boolean {
  return condition === undefined || (isJsonObject(condition) && conditionHolds(condition, keys));
}

/** The pattern of the statement's Action that allows the request's; undefined under NotAction. */
export function matchedAction(statement: JsonObject, action: string): string | undefined {
  return stringsOf(statement['Action']).find((pattern) => matchesPattern(pattern.toLowerCase(), action.toLowerCase()));
}

/** Whether the statement speaks of the action, by its Action or its NotAction. */
export function actionFits(statement: JsonObject, action: string): boolean {
  if (hasAny(statement, 'Action')) return matchedAction(statement, action) !== undefined;
  const others = stringsOf(statement['NotAction']);
  return !others.some((pattern) => matchesPattern(pattern.toLowerCase(), action.toLowerCase()));
}

function resourceFits(statement: JsonObject, { resource, keys }: AccessRequest): boolean {
  const fits = (pattern: string) => {
    const filled = withVariables(pattern, keys);
    return filled !== undefined && matchesPattern(filled, resource);
  };
  if (hasAny(statement, 'NotResource')) return !stringsOf(statement['NotResource']).some(fits);
  return stringsOf(statement['Resource']).some(fits);
}

/**
 * How a resource policy's statement names the caller: `directly`, so that it can allow by itself, or only by its `account`,
 * which leaves it to the identity policies. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export function namesPrincipal(statement: JsonObject, caller: Principal): 'directly' | 'account' | 'no' {
  if (hasAny(statement, 'NotPrincipal')) {
    const others = awsPrincipals(statement['NotPrincipal']);
    return others.some((name) => nameFits(name, caller) !== 'no') ? 'no' : 'directly';
  }
  const found = awsPrincipals(statement['Principal']).map((name) => nameFits(name, caller));
  if (found.includes('directly')) return 'directly';
  return found.includes('account') ? 'account' : 'no';
}

/** Whether a resource policy's statement names the session itself, not only its role. */
export function namesSession(statement: JsonObject, { arn }: Principal): boolean {
  return awsPrincipals(statement['Principal']).includes(arn);
}

function nameFits(name: string, { accountId, arn, roleArn }: Principal): 'directly' | 'account' | 'no' {
  if (name === '*' || name === arn || name === roleArn) return 'directly';
  return name === accountId || name === `arn:aws:iam::${accountId}:root` ? 'account' : 'no';
}

function awsPrincipals(principal: unknown): readonly string[] {
  if (principal === '*') return ['*'];
  return isJsonObject(principal) ? listOf(principal['AWS']).map(String) : [];
}
