/** Whether a value read from disk is what it is taken for. */
export type Guard<V> = (value: unknown) => value is V;

/** A member that may be absent. */
interface IfPresent<V> {
  readonly ifPresent: Guard<V>;
}

/** A guard for each member of T; for members that T may lack, `ifPresent(guard)`. */
export type Members<T> = {
  readonly [K in keyof T]-?: Record<never, never> extends Pick<T, K> ? IfPresent<Required<T>[K]> : Guard<T[K]>;
};

export function isText(value: unknown): value is string {
  return typeof value === 'string';
}

export function isNumber(value: unknown): value is number {
  return typeof value === 'number';
}

export function isFlag(value: unknown): value is boolean {
  return typeof value === 'boolean';
}

/** An object whose members are somebody else's: a request as it was sent, for example. */
export function isObject<T extends object>(value: unknown): value is T {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function oneOf<const V extends string>(...values: readonly V[]): Guard<V> {
  return (value): value is V => values.some((one) => one === value);
}

export function listOf<V>(isMember: Guard<V>): Guard<readonly V[]> {
  return (value): value is readonly V[] => Array.isArray(value) && value.every(isMember);
}

export function mapOf<V>(isMember: Guard<V>): Guard<Readonly<Record<string, V>>> {
  return (value): value is Readonly<Record<string, V>> => isObject(value) && Object.values(value).every(isMember);
}

export const isTextMap = mapOf(isText);

export function ifPresent<V>(isMember: Guard<V>): IfPresent<V> {
  return { ifPresent: isMember };
}

/** An object with these members; others may be there, too: a later release may have written it. */
export function record<T extends object>(members: Members<T>): Guard<T> {
  const rules = Object.entries<Guard<unknown> | IfPresent<unknown>>(members);
  return (value): value is T =>
    isObject<Record<string, unknown>>(value) &&
    rules.every(([name, rule]) => {
      const member = value[name];
      return typeof rule === 'function' ? rule(member) : member === undefined || rule.ifPresent(member);
    });
}
