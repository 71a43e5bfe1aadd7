import { isRecord, sameJson } from '../compare/property-change.ts';

type Inputs = Readonly<Record<string, unknown>>;
type Path = readonly (string | number)[];

/** New inputs with the old values at the paths that the program's option ignoreChanges names. */
export function withoutIgnored(inputs: Inputs, old: Inputs, paths: readonly string[]): Inputs {
  if (paths.includes('*')) return old;
  return paths.reduce<Inputs>((result, path) => {
    const reset = resetAt(result, old, pathParts(path));
    return isRecord(reset) ? reset : result;
  }, inputs);
}

/** The input in which the value at a path differs, as for the option replaceOnChanges; `*` is any. */
export function isChangedAt(path: string, input: string, old: Inputs, now: Inputs): boolean {
  if (path === '*') return true;
  const [first, ...rest] = pathParts(path);
  return first === input && !sameJson(valueAt(old[input], rest), valueAt(now[input], rest));
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((inner, part) => {
    if (Array.isArray(inner)) return part === '*' ? inner : inner[Number(part)];
    return isRecord(inner) && part !== '*' ? inner[part] : inner;
  }, value);
}

/** `tags.team`, `rules[0].id` and `["odd name"]`. */
function pathParts(path: string): Path {
  const parts = [...path.matchAll(/\["((?:[^"\\]|\\.)*)"\]|\[(\d+|\*)\]|([^.[\]]+)/g)];
  return parts.map(([, quoted, index, name]) => quoted ?? (index === undefined ? (name ?? '') : indexPart(index)));
}

function indexPart(text: string): string | number {
  return text === '*' ? text : Number(text);
}

function resetAt(now: unknown, old: unknown, [part, ...rest]: Path): unknown {
  if (part === undefined) return old;
  if (Array.isArray(now) && Array.isArray(old)) {
    return now.map((item, index) => (part === '*' || part === index ? resetAt(item, old[index], rest) : item));
  }
  if (!isRecord(now) || !isRecord(old)) return now;
  const keys = part === '*' ? Object.keys(now) : [String(part)];
  const reset = keys.map((key) => [key, resetAt(now[key], old[key], rest)] as const);
  const kept = Object.entries(now).filter(([key]) => !keys.includes(key));
  return Object.fromEntries([...kept, ...reset.filter(([, value]) => value !== undefined)]);
}
