import type { Json } from '../../../../../emulators/step-functions/language/json.ts';

/** One step of a generated path. */
export type Step =
  | { readonly kind: 'member'; readonly name: string }
  | { readonly kind: 'index'; readonly index: number }
  | { readonly kind: 'slice'; readonly start?: number; readonly end?: number }
  | { readonly kind: 'wildcard' }
  | { readonly kind: 'atLeast'; readonly name: string; readonly value: number }
  | { readonly kind: 'descend' };

type Key = string | number;

/** A place in a document: the keys that lead to it. */
interface Location {
  readonly keys: readonly Key[];
  readonly value: Json;
}

export function written(steps: readonly Step[]): string {
  return `$${steps.map(writtenStep).join('')}`;
}

function writtenStep(step: Step, at: number, steps: readonly Step[]): string {
  if (step.kind === 'member') return `['${step.name}']`;
  if (step.kind === 'index') return `[${step.index}]`;
  if (step.kind === 'slice') return `[${step.start ?? ''}:${step.end ?? ''}]`;
  if (step.kind === 'wildcard') return '[*]';
  if (step.kind === 'atLeast') return `[?(@['${step.name}'] >= ${step.value})]`;
  return at === steps.length - 1 ? '..*' : '..';
}

/** Every place in the document; slow, and nothing to get wrong. */
export function locations(value: Json, keys: readonly Key[] = []): readonly Location[] {
  const children: readonly (readonly [Key, Json])[] = Array.isArray(value)
    ? value.map((item, at) => [at, item] as const)
    : typeof value === 'object' && value !== null
      ? Object.entries(value)
      : [];
  return [{ keys, value }, ...children.flatMap(([key, child]) => locations(child, [...keys, key]))];
}

/** Whether the steps lead to the place with these keys, asked of one key after the other. */
export function leadsTo(steps: readonly Step[], keys: readonly Key[], document: Json): boolean {
  const [step, ...rest] = steps;
  if (step === undefined) return keys.length === 0;
  if (step.kind === 'descend') {
    return (
      keys.some((_, from) => leadsTo(rest, keys.slice(from), valueAt(document, keys.slice(0, from)))) ||
      leadsTo(rest, [], valueAt(document, keys))
    );
  }
  const [key, ...others] = keys;
  if (step.kind === 'atLeast' && !Array.isArray(document)) {
    // A filter of what is no list asks the value itself.
    return passes(step, document) && leadsTo(rest, keys, document);
  }
  if (key === undefined) return false;
  const child = valueAt(document, [key]);
  return takes(step, key, child, document) && leadsTo(rest, others, child);
}

function takes(step: Step, key: Key, child: Json, parent: Json): boolean {
  if (step.kind === 'wildcard') return true;
  if (step.kind === 'member') return key === step.name && !Array.isArray(parent);
  if (step.kind === 'atLeast') return passes(step, child);
  if (typeof key !== 'number' || !Array.isArray(parent)) return false;
  const position = (index: number) => (index < 0 ? index + parent.length : index);
  if (step.kind === 'index') return key === position(step.index);
  if (step.kind !== 'slice') return false;
  return key >= Math.max(0, position(step.start ?? 0)) && key < position(step.end ?? parent.length);
}

function passes({ name, value }: { readonly name: string; readonly value: number }, candidate: Json): boolean {
  if (typeof candidate !== 'object' || candidate === null || Array.isArray(candidate)) return false;
  const found = valueAt(candidate, [name]);
  return typeof found === 'number' && found >= value;
}

function valueAt(document: Json, keys: readonly Key[]): Json {
  return keys.reduce<Json>((value, key) => (value as Record<Key, Json>)[key] ?? null, document);
}
