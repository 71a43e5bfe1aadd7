import type { GuardedResource } from './guard-rail.ts';

/** A statement of an IAM policy, its lists always lists. */
export interface GuardedStatement {
  readonly sid: string;
  readonly effect: string;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** Whether it speaks of all actions or resources but some. */
  readonly negated: boolean;
  /** Whether it is for everybody. */
  readonly anyPrincipal: boolean;
  readonly condition: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** Properties that hold policies, of resources of any service. */
const POLICY_PROPERTIES = ['policy', 'assumeRolePolicy', 'inlinePolicy'];

/** Statements of all policy documents among a resource's properties. */
export function statementsOf({ props }: GuardedResource): readonly GuardedStatement[] {
  return POLICY_PROPERTIES.flatMap((property) => {
    const document = parsed(props[property]);
    return [document?.['Statement'] ?? []]
      .flat()
      .map((statement) => guarded(statement as Readonly<Record<string, unknown>>));
  });
}

function parsed(value: unknown): Readonly<Record<string, unknown>> | undefined {
  if (typeof value === 'object' && value !== null) return value as Readonly<Record<string, unknown>>;
  return typeof value === 'string' ? JSON.parse(value) : undefined;
}

function guarded(statement: Readonly<Record<string, unknown>>): GuardedStatement {
  const list = (member: string) => [statement[member] ?? []].flat().map(String);
  const principal = statement['Principal'];
  const principals =
    typeof principal === 'object' && principal !== null ? Object.values(principal).flat() : [principal];
  return {
    sid: String(statement['Sid'] ?? 'without a Sid'),
    effect: String(statement['Effect']),
    actions: list('Action'),
    resources: list('Resource'),
    negated: ['NotAction', 'NotResource', 'NotPrincipal'].some((member) => statement[member] !== undefined),
    anyPrincipal: principals.includes('*'),
    condition: Object(statement['Condition'] ?? {}),
  };
}
