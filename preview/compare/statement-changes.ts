import { isRecord, type PropertyChange, propertyChanges, sameJson } from './property-change.ts';

export type ChangeKind = 'added' | 'removed' | 'changed';

/** A statement of an IAM policy. */
export interface StatementChange {
  readonly kind: ChangeKind;
  /** Its Sid, or its place, as `#2`. */
  readonly statement: string;
  readonly before?: Readonly<Record<string, unknown>>;
  readonly after?: Readonly<Record<string, unknown>>;
  /** Members that differ; lists such as Action by item. Empty for a whole statement. */
  readonly members: readonly PropertyChange[];
}

type Statement = Readonly<Record<string, unknown>>;

/** Statements of a policy document, or undefined for anything else. */
export function statementsOf(
  document: Readonly<Record<string, unknown>> | undefined,
): readonly Statement[] | undefined {
  const list = document?.['Statement'];
  const statements = Array.isArray(list) ? list : [list];
  return statements.every(isRecord) && document?.['Version'] !== undefined ? statements : undefined;
}

/** What differs between two policies, by Sid; statements without one are paired by their place among those that differ. */
export function statementChanges(
  before: readonly Statement[],
  after: readonly Statement[],
): readonly StatementChange[] {
  const [old, now] = [named(before, after), named(after, before)];
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((statement): StatementChange[] => {
    const [was, is] = [old.get(statement), now.get(statement)];
    if (was === undefined) return is === undefined ? [] : [{ kind: 'added', statement, after: is, members: [] }];
    if (is === undefined) return [{ kind: 'removed', statement, before: was, members: [] }];
    if (sameJson(was, is)) return [];
    return [{ kind: 'changed', statement, before: was, after: is, members: memberChanges(was, is) }];
  });
}

function named(statements: readonly Statement[], others: readonly Statement[]): ReadonlyMap<string, Statement> {
  const anonymous = statements.filter(
    (one) => one['Sid'] === undefined && !others.some((other) => sameJson(one, other)),
  );
  const sids = statements.flatMap((one) => (typeof one['Sid'] === 'string' ? [[one['Sid'], one] as const] : []));
  return new Map([...sids, ...anonymous.map((one, index) => [`#${index + 1}`, one] as const)]);
}

/** Action and Resource may be a text or a list, and their order says nothing. */
function memberChanges(before: Statement, after: Statement): readonly PropertyChange[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((member) => {
    const [was, is] = [textList(before[member]), textList(after[member])];
    if (was === undefined || is === undefined) return propertyChanges(before[member], after[member], [member]);
    const gone = was.filter((item) => !is.includes(item)).map((item) => ({ path: member, before: item }));
    const come = is.filter((item) => !was.includes(item)).map((item) => ({ path: member, after: item }));
    return gone.length === 1 && come.length === 1 ? [{ ...gone[0], ...come[0], path: member }] : [...gone, ...come];
  });
}

function textList(value: unknown): readonly string[] | undefined {
  const list = Array.isArray(value) ? value : [value];
  return list.every((item) => typeof item === 'string') ? list : undefined;
}
