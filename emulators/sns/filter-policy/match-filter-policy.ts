import { isJsonObject, type JsonObject } from '../../core/wire/wire-json.ts';
import { conditionHolds } from './condition-holds.ts';
import type { FilterScope } from './parse-filter-policy.ts';
import { isOr } from './policy-tree.ts';

type Attributes = Readonly<Record<string, { readonly Type: string; readonly Value: string }>>;

/** A message as filters see it; its body is read once for all of them. */
export class FilteredMessage {
  readonly attributes: Attributes;
  readonly #text: string;
  #body: { readonly value: unknown } | undefined;

  /** Attributes by name: type and text. */
  constructor(text: string, attributes: Attributes) {
    this.attributes = attributes;
    this.#text = text;
  }

  get body(): unknown {
    this.#body ??= { value: parsedBody(this.#text) };
    return this.#body.value;
  }
}

/** Whether a subscription with this policy gets the message: every key must match by one of its values. */
export function matchesPolicy(policy: JsonObject, scope: FilterScope, message: FilteredMessage): boolean {
  if (scope === 'MessageAttributes') {
    const values = Object.entries(message.attributes).map(([name, one]) => [name, attributeValues(one)] as const);
    const found = new Map(values);
    return holds(policy, (key) => found.get(key) ?? [], true);
  }
  const { body } = message;
  return isJsonObject(body) && bodyHolds(policy, [body]);
}

type ValuesOf = (key: string) => readonly unknown[];

/** In attributes, which have no null, null stands for what is not there (recorded on AWS). */
function holds(policy: JsonObject, valuesOf: ValuesOf, absentIsNull: boolean): boolean {
  return Object.entries(policy).every(([key, rules]) => {
    if (isOr(key, rules)) return rules.some((alternative) => holds(alternative, valuesOf, absentIsNull));
    const values = valuesOf(key);
    if (!Array.isArray(rules)) return false;
    return rules.some((rule) => (absentIsNull && rule === null && values.length === 0) || conditionHolds(rule, values));
  });
}

/** The objects that a policy speaks of: where the body has a list of objects, any of them may match each key. */
function bodyHolds(policy: JsonObject, objects: readonly JsonObject[]): boolean {
  const valuesOf: ValuesOf = (key) =>
    objects.flatMap((object) => (Object.hasOwn(object, key) ? flat(object[key]) : []));
  return Object.entries(policy).every(([key, rules]) => {
    if (isOr(key, rules)) return rules.some((alternative) => bodyHolds(alternative, objects));
    if (isJsonObject(rules)) return bodyHolds(rules, valuesOf(key).filter(isJsonObject));
    return holds({ [key]: rules }, valuesOf, false);
  });
}

/** A list counts as each of its elements. */
function flat(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value.flatMap(flat) : [value];
}

/** Binary attributes are never matched. */
function attributeValues({ Type, Value }: { readonly Type: string; readonly Value: string }): readonly unknown[] {
  if (Type === 'String.Array') {
    const list = parsedBody(Value);
    return Array.isArray(list) ? list : [];
  }
  if (Type.startsWith('Number')) return [Number(Value)];
  return Type.startsWith('Binary') ? [] : [Value];
}

function parsedBody(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
