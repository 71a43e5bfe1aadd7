import { type JsonRecord, ownMember } from '../json.ts';
import type { Variables } from '../variables.ts';

const CACHE_SIZE = 2_000;
const NAME = /\$([\p{L}_][\p{L}\p{N}_]*)(?:\s*\.\s*([\p{L}_][\p{L}\p{N}_]*))?/gu;

/** What an expression can look at. */
interface References {
  readonly variables: readonly string[];
  /** Members of `$states`; undefined for all of it. */
  readonly states: readonly string[] | undefined;
}

const known = new Map<string, References>();

/** The values that an expression names; everything else would only be copied for nothing. */
export function bindingsFor(expression: string, states: JsonRecord, variables: Variables): JsonRecord {
  const references = referencesOf(expression);
  const bindings: Record<string, JsonRecord[string]> = {};
  for (const name of references.variables) {
    const value = variables.get(name);
    if (value !== undefined) bindings[name] = value;
  }
  return { ...bindings, states: references.states === undefined ? states : picked(states, references.states) };
}

function picked(states: JsonRecord, names: readonly string[]): JsonRecord {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = ownMember(states, name);
      return value === undefined ? [] : [[name, value] as const];
    }),
  );
}

function referencesOf(expression: string): References {
  const cached = known.get(expression);
  if (cached !== undefined) return cached;
  const found = [...expression.matchAll(NAME)];
  const ofStates = found.filter(([, name]) => name === 'states').map(([, , part]) => part);
  const references = {
    variables: [...new Set(found.flatMap(([, name = '']) => (name === 'states' ? [] : [name])))],
    states: ofStates.includes(undefined) ? undefined : ofStates.filter((part) => part !== undefined),
  };
  if (known.size >= CACHE_SIZE) known.clear();
  known.set(expression, references);
  return references;
}
