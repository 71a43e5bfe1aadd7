import { AwsError } from '../core/wire/aws-error.ts';
import { isJsonObject, type JsonObject } from '../core/wire/wire-json.ts';
import { parseOperatorName } from './evaluation/condition-operators.ts';

const VERSIONS: readonly unknown[] = ['2012-10-17', '2008-10-17'];
const POLICY_MEMBERS = new Set(['Version', 'Id', 'Statement']);
const STATEMENT_MEMBERS = new Set([
  ...['Sid', 'Effect', 'Principal', 'NotPrincipal', 'Action', 'NotAction', 'Resource', 'NotResource', 'Condition'],
]);

export function malformedPolicy(message: string): AwsError {
  return new AwsError('MalformedPolicyDocument', 400, message);
}

/** AWS says no more than its first sentence; the place of the fault is ours. */
export function syntaxError(detail: string): AwsError {
  return malformedPolicy(`Syntax errors in policy. [rehearsal] ${detail}`);
}

/** The statements of a policy whose outline is valid; what a statement must hold depends on the kind of policy. */
export function parseStatements(document: string): JsonObject[] {
  const policy = parseObject(document);
  const strange = Object.keys(policy).filter((member) => !POLICY_MEMBERS.has(member));
  if (strange.length > 0) throw syntaxError(`A policy has no member ${strange.join(', ')}.`);
  const version = policy['Version'];
  if (version !== undefined && !VERSIONS.includes(version)) {
    throw syntaxError(`Version must be 2012-10-17, not ${JSON.stringify(version)}.`);
  }
  const statements = listOf(policy['Statement']);
  if (statements.length === 0) throw syntaxError('Statement is missing or empty.');
  if (!statements.every(isJsonObject)) throw syntaxError('Every statement must be an object.');
  statements.forEach(checkStatement);
  checkUniqueSids(statements);
  return statements;
}

/** Inline policy of a role: says what it may do on which resources, and no principal. */
export function checkIdentityPolicy(document: string): void {
  const statements = parseStatements(document);
  if (parseObject(document)['Version'] !== '2012-10-17') {
    throw malformedPolicy('Policy document must be version 2012-10-17 or greater.');
  }
  for (const statement of statements) {
    if (hasAny(statement, 'Principal', 'NotPrincipal'))
      throw malformedPolicy('Policy document should not specify a principal.');
    if (!hasAny(statement, 'Resource', 'NotResource'))
      throw malformedPolicy('Policy statement must contain resources.');
    const actions = stringsOf(statement['Action'] ?? statement['NotAction']);
    if (actions.some((action) => action !== '*' && !/^[\w-]+:/.test(action))) {
      throw malformedPolicy('Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.');
    }
    for (const resource of stringsOf(statement['Resource'] ?? statement['NotResource'])) checkResource(resource);
  }
}

function checkResource(resource: string): void {
  if (resource === '*' || /^arn:[^:]*:[^:]*:[^:]*:[^:]*:./.test(resource) || /^\*[:*]/.test(resource)) return;
  throw malformedPolicy(`Resource ${resource} must be in ARN format or "*".`);
}

function parseObject(document: string): JsonObject {
  let policy: unknown;
  try {
    policy = JSON.parse(document);
  } catch {
    throw malformedPolicy('This policy contains invalid Json');
  }
  if (!isJsonObject(policy)) throw syntaxError('A policy is an object.');
  return policy;
}

function checkStatement(statement: JsonObject, index: number): void {
  const fault = statementFault(statement);
  if (fault !== undefined) throw syntaxError(`Statement ${index + 1}: ${fault}.`);
  if (!hasAny(statement, 'Action', 'NotAction')) throw malformedPolicy('Policy statement must contain actions.');
}

function statementFault(statement: JsonObject): string | undefined {
  const strange = Object.keys(statement).filter((member) => !STATEMENT_MEMBERS.has(member));
  if (strange.length > 0) return `unknown member ${strange.join(', ')}`;
  if (statement['Effect'] !== 'Allow' && statement['Effect'] !== 'Deny') return 'Effect must be Allow or Deny';
  const both = ['Action', 'Resource', 'Principal'].find(
    (member) => hasAny(statement, member) && hasAny(statement, `Not${member}`),
  );
  if (both !== undefined) return `${both} and Not${both} exclude each other`;
  const notText = ['Action', 'NotAction', 'Resource', 'NotResource'].find((member) => {
    const value = statement[member];
    return value !== undefined && (listOf(value).length === 0 || stringsOf(value).length !== listOf(value).length);
  });
  if (notText !== undefined) return `${notText} must be a string or a list of strings`;
  const condition = statement['Condition'];
  if (condition !== undefined && !isCondition(condition)) return 'Condition must map operators to objects';
  const unknown = Object.keys(condition ?? {}).filter((name) => parseOperatorName(name) === undefined);
  return unknown.length === 0 ? undefined : `Condition has no operator ${unknown.join(', ')}`;
}

function isCondition(condition: unknown): condition is JsonObject {
  return isJsonObject(condition) && Object.values(condition).every(isJsonObject);
}

function checkUniqueSids(statements: readonly JsonObject[]): void {
  const sids = statements.map((statement) => statement['Sid']).filter((sid) => sid !== undefined && sid !== '');
  if (sids.some((sid) => typeof sid !== 'string' || !/^[A-Za-z0-9]*$/.test(sid))) {
    throw malformedPolicy('[rehearsal] Statement IDs (SID) must be letters and digits only');
  }
  if (new Set(sids).size < sids.length) throw malformedPolicy('Statement IDs (SID) in a single policy must be unique.');
}

export function hasAny(statement: JsonObject, ...members: string[]): boolean {
  return members.some((member) => statement[member] !== undefined);
}

export function listOf(value: unknown): unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

export function stringsOf(value: unknown): string[] {
  return listOf(value).filter((entry) => typeof entry === 'string');
}
