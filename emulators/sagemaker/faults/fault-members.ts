import type { Which } from './fault.ts';

/** A member's value as the menu uses it, or what is wrong with it: a clause that follows the member and its value. */
export type Read<T> = { readonly value: T } | { readonly problem: string };

const UNIT_MS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };
const MAX_FOR_MS = 24 * 3_600_000;
/** `1`, `2-4` or `3-`. */
const WHICH = /^([1-9]\d{0,8})(?:(-)([1-9]\d{0,8})?)?$/;

/** Counted from 1: a number, a range such as `2-4`, or `3-` for all from the third on. */
export function readWhich(value: unknown): Read<Which> {
  const [, first, dash, last] = WHICH.exec(String(value)) ?? [];
  const from = Number(first);
  const to = dash === undefined ? from : Number(last ?? Number.POSITIVE_INFINITY);
  if (first === undefined || to < from) {
    return {
      problem: 'says not which one; write a number from 1, a range such as 2-4, or 3- for all from the third on',
    };
  }
  return { value: { first: from, last: to } };
}

/** A name or an operation, with `*` for any characters and `?` for one. */
export function readPattern(value: unknown): Read<string> {
  if (typeof value === 'string' && /^[A-Za-z0-9*?-]+$/.test(value)) return { value };
  return { problem: 'is no pattern; it has letters, digits and hyphens, * for any characters and ? for one' };
}

/** `500ms`, `30s`, `5m`, `1h`; a bare number counts seconds. */
export function readDurationMs(value: unknown): Read<number> {
  const [, count, unit = 's'] = /^(\d+(?:\.\d+)?)(ms|s|m|h)?$/.exec(String(value)) ?? [];
  const durationMs = Number(count) * (UNIT_MS[unit] ?? 0);
  if (durationMs >= 0 && durationMs <= MAX_FOR_MS) return { value: Math.round(durationMs) };
  return { problem: 'is no time up to 24h; write one such as 500ms, 30s or 5m' };
}

export function readEpochs(value: unknown): Read<number> {
  const epochs = Number(value);
  if (/^\d{1,6}$/.test(String(value)) && epochs >= 1) return { value: epochs };
  return { problem: 'is no number of epochs; write a whole number from 1' };
}

/** Whether a pattern, in which `*` stands for any characters and `?` for one, takes the whole name. */
export function matchesPattern(pattern: string, name: string): boolean {
  const expression = pattern.replace(/[^*?]+/g, (text) => text.replace(/[\\^$.|+()[\]{}-]/g, '\\$&'));
  return new RegExp(`^${expression.replace(/\*+/g, '.*').replace(/\?/g, '.')}$`, 's').test(name);
}
