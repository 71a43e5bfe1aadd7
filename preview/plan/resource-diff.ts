import { isRecord, sameJson } from '../compare/property-change.ts';
import { isChangedAt } from './ignored-changes.ts';
import type { ProviderFacts } from './provider-facts.ts';

type Inputs = Readonly<Record<string, unknown>>;

/** Stands in inputs for a value that is not known before the update. */
export const UNKNOWN = { $unknown: true } as const;

export interface ResourceDiff {
  readonly changed: readonly string[];
  readonly unknown: readonly string[];
  /** Of `changed`: the inputs that cannot be changed in place. */
  readonly replacing: readonly string[];
}

export function resourceDiff(
  type: string,
  old: Inputs,
  now: Inputs,
  facts: ProviderFacts,
  replaceOnChanges: readonly string[],
): ResourceDiff {
  const keys = [...new Set([...Object.keys(old), ...Object.keys(now)])];
  const unknown = keys.filter((key) => hasUnknown(now[key]));
  const changed = keys.filter((key) => unknown.includes(key) || !sameJson(old[key], now[key]));
  const fixed = facts.replacing[type] ?? [];
  const forced = (key: string) => replaceOnChanges.some((path) => isChangedAt(path, key, old, now));
  const replacing = changed.filter((key) => fixed.includes(key) || forced(key));
  return { changed, unknown, replacing };
}

export function hasUnknown(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(hasUnknown);
  if (!isRecord(value)) return false;
  return value['$unknown'] === true || Object.values(value).some(hasUnknown);
}
