import { isRecord } from '../compare/property-change.ts';

type Values = Readonly<Record<string, unknown>>;

/** A block `principals` or `notPrincipals`. */
export interface Principal {
  readonly type: string;
  readonly identifiers: string | readonly string[];
}

/** A block `conditions`. */
export interface Condition {
  readonly test: string;
  readonly variable: string;
  readonly values: readonly string[];
}

/** A statement as the AWS provider keeps it before it writes it. */
export interface PolicyStatement {
  readonly sid: string;
  readonly effect: unknown;
  /** Action, NotAction, Resource and NotResource, as they are written. */
  readonly lists: Values;
  readonly principals: readonly Principal[];
  readonly notPrincipals: readonly Principal[];
  readonly conditions: readonly Condition[];
}

/** The members in the order in which the provider writes them; what is empty is left out. */
export function writtenStatement(statement: PolicyStatement): Values {
  const { sid, effect, lists, principals, notPrincipals, conditions } = statement;
  const members = {
    Sid: sid === '' ? undefined : sid,
    Effect: effect === '' ? undefined : effect,
    Action: lists['Action'],
    NotAction: lists['NotAction'],
    Resource: lists['Resource'],
    NotResource: lists['NotResource'],
    Principal: principals.length === 0 ? undefined : writtenPrincipals(principals),
    NotPrincipal: notPrincipals.length === 0 ? undefined : writtenPrincipals(notPrincipals),
    Condition: conditions.length === 0 ? undefined : writtenConditions(conditions),
  };
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}

/** Blocks of one type are joined; only `{"*": "*"}` alone is written as "*", since trust policies need {"AWS": "*"}. */
function writtenPrincipals(principals: readonly Principal[]): unknown {
  const [only, ...others] = principals;
  if (only?.type === '*' && others.length === 0 && [only.identifiers].flat().join(' ') === '*') return '*';
  const types = [...new Set(principals.map(({ type }) => type))].sort();
  return Object.fromEntries(types.map((type) => [type, identifiersOf(principals.filter((one) => one.type === type))]));
}

function identifiersOf(principals: readonly Principal[]): unknown {
  const [only, ...others] = principals;
  if (others.length === 0 && typeof only?.identifiers === 'string') return only.identifiers;
  return principals.flatMap(({ identifiers }) =>
    typeof identifiers === 'string' ? [identifiers] : reverseSorted(identifiers),
  );
}

/** Values of one test and variable are joined, in their order. */
function writtenConditions(conditions: readonly Condition[]): Values {
  const written: Record<string, Record<string, readonly string[]>> = {};
  for (const { test, variable, values } of conditions) {
    const variables = written[test] ?? {};
    written[test] = { ...variables, [variable]: [...(variables[variable] ?? []), ...values] };
  }
  return sortedByName(written, (variables) =>
    sortedByName(variables, (values) => (values.length === 1 ? values[0] : values)),
  );
}

function sortedByName<T>(members: Readonly<Record<string, T>>, written: (value: T) => unknown): Values {
  const sorted = Object.entries(members).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(sorted.map(([name, value]) => [name, written(value)]));
}

/** A set of texts as the provider writes it: one alone, more in reverse order; undefined without any. */
export function writtenSet(value: unknown): string | readonly string[] | undefined {
  const texts = [...new Set(textsOf(value))];
  return texts.length > 1 ? reverseSorted(texts) : texts[0];
}

export function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

export function recordsOf(value: unknown): readonly Values[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

function reverseSorted(texts: readonly string[]): readonly string[] {
  return texts.toSorted((a, b) => Buffer.compare(Buffer.from(b), Buffer.from(a)));
}
