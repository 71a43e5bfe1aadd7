import { isMembers, listIn, type Members, parsedJson, textIn } from '../members.ts';

/** A role with all that says what it may do. */
export interface RoleDetails {
  readonly name: string;
  readonly arn: string;
  /** JSON: who may take the role. */
  readonly trust: string;
  readonly policies: readonly RolePolicy[];
}

export interface RolePolicy {
  readonly name: string;
  readonly kind: 'inline' | 'managed' | 'boundary';
  /** JSON. */
  readonly document: string;
}

export interface RoleStatement {
  readonly policyName: string;
  readonly kind: RolePolicy['kind'];
  /** Its Sid; its place, counted from 1, where it has none. */
  readonly key: string;
  readonly isDeny: boolean;
  /** Each with `not ` before it where the statement says NotAction or NotResource. */
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly hasCondition: boolean;
  /** JSON. */
  readonly text: string;
}

/** All statements of a role's policies, in their order. */
export function roleStatements({ policies }: RoleDetails): readonly RoleStatement[] {
  return policies.flatMap(({ name, kind, document }) =>
    statementsIn(document).map((statement, index) => ({
      policyName: name,
      kind,
      key: textIn(statement, 'Sid') || String(index + 1),
      isDeny: textIn(statement, 'Effect') === 'Deny',
      actions: named(statement, 'Action'),
      resources: named(statement, 'Resource'),
      hasCondition: statement['Condition'] !== undefined,
      text: JSON.stringify(statement),
    })),
  );
}

/** Who may take the role, such as `lambda.amazonaws.com`. */
export function trustedBy(trust: string): readonly string[] {
  const names = statementsIn(trust).flatMap(({ Principal: principal }) =>
    isMembers(principal) ? Object.values(principal).flatMap(textsOf) : textsOf(principal),
  );
  return [...new Set(names)];
}

function statementsIn(document: string): readonly Members[] {
  const policy = parsedJson(document);
  if (!isMembers(policy)) return [];
  const one = policy['Statement'];
  return isMembers(one) ? [one] : listIn(policy, 'Statement');
}

function named(statement: Members, member: 'Action' | 'Resource'): readonly string[] {
  return [...textsOf(statement[member]), ...textsOf(statement[`Not${member}`]).map((text) => `not ${text}`)];
}

function textsOf(value: unknown): readonly string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.filter((one) => typeof one === 'string');
}
