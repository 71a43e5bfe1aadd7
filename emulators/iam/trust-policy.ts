import { isJsonObject, type JsonObject } from '../core/wire/wire-json.ts';
import type { ContextKeys } from './evaluation/access-request.ts';
import { actionFits, conditionFits, namesPrincipal, type Principal } from './evaluation/statement.ts';
import { hasAny, malformedPolicy, parseStatements, stringsOf, syntaxError } from './policy-document.ts';

const TRUST_ACTION = /^sts:/i;
const ACCOUNT = /^\d{12}$/;
const PRINCIPAL_ARN = /^arn:[^:]+:(iam|sts)::(\d{12}):(root|role\/.+|user\/.+|assumed-role\/.+)$/;

/** Trust policy of a role: who may assume it. `roleExists` says whether an ARN of this account names a role. */
export function checkTrustPolicy(document: string, accountId: string, roleExists: (arn: string) => boolean): void {
  for (const statement of parseStatements(document)) {
    if (hasAny(statement, 'Resource', 'NotResource')) throw malformedPolicy('Has prohibited field Resource');
    if (!hasAny(statement, 'Principal', 'NotPrincipal')) throw malformedPolicy('Missing required field Principal');
    const actions = stringsOf(statement['Action'] ?? statement['NotAction']);
    if (!actions.every((action) => TRUST_ACTION.test(action))) {
      throw malformedPolicy('AssumeRole policy may only specify STS AssumeRole actions.');
    }
    for (const [kind, name] of principals(statement)) {
      if (!isPrincipal(kind, name, accountId, roleExists)) {
        throw malformedPolicy(`Invalid principal in policy: "${kind === 'Service' ? 'SERVICE' : kind}":"${name}"`);
      }
    }
  }
}

/**
 * Whether the policy lets a role session of this account assume the role: `directly` where it names the role or the session,
 * by the `account` where it names that, so that the caller's own policies decide.
 */
export function trustsPrincipal(document: string, caller: Principal, keys: ContextKeys): 'directly' | 'account' | 'no' {
  const covering = parseStatements(document)
    .filter((statement) => actionFits(statement, 'sts:AssumeRole') && conditionFits(statement, keys))
    .map((statement) => ({ isDeny: statement['Effect'] === 'Deny', naming: namesPrincipal(statement, caller) }))
    .filter(({ naming }) => naming !== 'no');
  if (covering.length === 0 || covering.some(({ isDeny }) => isDeny)) return 'no';
  return covering.some(({ naming }) => naming === 'directly') ? 'directly' : 'account';
}

function principals(statement: JsonObject): [kind: string, name: string][] {
  const principal = statement['Principal'] ?? statement['NotPrincipal'];
  if (principal === '*') return [['AWS', '*']];
  if (!isJsonObject(principal) || Object.keys(principal).length === 0)
    throw syntaxError('Principal must be "*" or an object such as {"Service": "lambda.amazonaws.com"}.');
  return Object.entries(principal).flatMap(([kind, names]) =>
    stringsOf(names).map((name): [string, string] => [kind, name]),
  );
}

function isPrincipal(kind: string, name: string, accountId: string, roleExists: (arn: string) => boolean): boolean {
  if (kind === 'Service') return /^[a-z0-9-]+(\.[a-z0-9-]+)*\.amazonaws\.com(\.cn)?$/.test(name);
  if (kind === 'Federated' || kind === 'CanonicalUser') return name !== '';
  if (kind !== 'AWS') return false;
  const arn = PRINCIPAL_ARN.exec(name);
  if (arn === null) return name === '*' || ACCOUNT.test(name);
  const [, , account, resource = ''] = arn;
  return account !== accountId || !resource.startsWith('role/') || roleExists(name);
}
