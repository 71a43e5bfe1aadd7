import { isList, isRecord, type Json } from './json.ts';

/** More than any program writes, and few enough for every function here that calls itself for each level. */
export const MAX_NESTING = 1_000;

/** Whether objects and lists lie deeper in each other than MAX_NESTING; level by level, so that no depth is too much for it. */
export function isNestedTooDeep(value: Json): boolean {
  let level: readonly Json[] = [value];
  for (let depth = 0; depth <= MAX_NESTING; depth += 1) {
    level = level.flatMap((item) => (isList(item) ? item : isRecord(item) ? Object.values(item) : []));
    if (level.length === 0) return false;
  }
  return true;
}
