import { isMembers } from './members.ts';

/** A place at which two values are not the same; a side that does not have it is undefined. */
export interface Difference {
  /** As JSONPath has it. */
  readonly path: string;
  readonly one: unknown;
  readonly other: unknown;
}

/** Where two values differ, as deep inside as they do. */
export function jsonDifferences(one: unknown, other: unknown, path = '$'): readonly Difference[] {
  if (Array.isArray(one) && Array.isArray(other)) {
    const length = Math.max(one.length, other.length);
    return Array.from({ length }, (_, index) => index).flatMap((index) =>
      jsonDifferences(one[index], other[index], `${path}[${index}]`),
    );
  }
  if (isMembers(one) && isMembers(other)) {
    const names = [...new Set([...Object.keys(one), ...Object.keys(other)])];
    return names.flatMap((name) => jsonDifferences(one[name], other[name], `${path}.${name}`));
  }
  return JSON.stringify(one) === JSON.stringify(other) ? [] : [{ path, one, other }];
}
