import type { Members } from './apis/conformed-api.ts';
import { ANY_VALUE, type Expected, missingAt, VALID, WRONG_TYPE } from './expected-answer.ts';
import { casesOf } from './member-cases.ts';
import type { ModelFacts, Shape } from './model-facts.ts';
import { minimalValue } from './sample-values.ts';
import { wrongValues } from './wrong-values.ts';

/** One request that differs from an acceptable one in one member. */
export interface Variant {
  readonly operation: string;
  /** The member, as AWS's messages write it. */
  readonly path: string;
  /** What is done to it, such as `above max`. */
  readonly what: string;
  readonly input: Members;
  readonly expected: Expected;
}

/** A place in a request: the value there, and how to make the whole request with another value there. */
interface Place {
  readonly operation: string;
  readonly path: string;
  readonly base: unknown;
  readonly withValue: (value: unknown) => Members;
}

/** Every constraint of every member of an operation's input, broken once and kept at its limit once. */
export function variantsOf(facts: ModelFacts, operation: string, base: Members): readonly Variant[] {
  const place: Place = { operation, path: '', base, withValue: (value) => value as Members };
  return structureVariants(facts, facts.inputOf(operation), place);
}

function structureVariants(facts: ModelFacts, shape: Shape, place: Place): Variant[] {
  const members = { ...(minimalValue(facts, shape) as Members), ...(place.base as Members) };
  return facts.membersOf(shape).flatMap(([name, member]) => {
    const path = `${place.path === '' ? '' : `${place.path}.`}${lowerFirst(name)}`;
    const inner: Place = {
      operation: place.operation,
      path,
      base: members[name] ?? minimalValue(facts, member),
      withValue: (value) => place.withValue({ ...members, [name]: value }),
    };
    const isRequired = shape.required?.includes(name) === true;
    return [...absences(inner, isRequired), ...memberVariants(facts, member, inner)];
  });
}

function absences(place: Place, isRequired: boolean): Variant[] {
  const expected: Expected = isRequired ? { kind: 'violations', sentences: [missingAt(place.path)] } : VALID;
  return [
    variant(place, 'null', null, expected),
    ...(isRequired ? [variant(place, 'absent', undefined, expected)] : []),
  ];
}

function memberVariants(facts: ModelFacts, shape: Shape, place: Place): Variant[] {
  const own = casesOf(facts, shape, place.path).map(({ what, value, expected }) =>
    variant(place, what, value, expected),
  );
  return [...own, ...innerVariants(facts, shape, place)];
}

/** Structures and lists of structures have members of their own. */
function innerVariants(facts: ModelFacts, shape: Shape, place: Place): Variant[] {
  if (shape.type === 'structure') return structureVariants(facts, shape, place);
  if (shape.type !== 'list') return [];
  const element = facts.shape(shape.member?.shape);
  if (element.type !== 'structure' && element.type !== 'list') return [];
  const first: unknown = Array.isArray(place.base) ? place.base[0] : undefined;
  const inner: Place = {
    operation: place.operation,
    path: `${place.path}.1.member`,
    base: first ?? minimalValue(facts, element),
    withValue: (value) => place.withValue([value]),
  };
  const wrong = wrongValues(facts.protocol, 'structure')
    .filter((value) => !Array.isArray(value) && value !== true)
    .map((value) => variant(inner, `wrong type ${JSON.stringify(value)}`, value, WRONG_TYPE));
  return [...wrong, ...innerVariants(facts, element, inner)];
}

function variant({ operation, path, withValue }: Place, what: string, value: unknown, expected: Expected): Variant {
  return { operation, path, what, input: withValue(value), expected };
}

/** Requests with two faults in different members: AWS reports both. */
export function pairsOf(variants: readonly Variant[], count: number): readonly Variant[] {
  const single = variants.filter(({ path, expected }) => !path.includes('.') && isForetold(expected));
  const pairs = single.flatMap((one, index) => single.slice(index + 1).map((other) => [one, other] as const));
  const different = pairs.filter(([one, other]) => one.path !== other.path);
  const step = Math.max(1, Math.floor(different.length / count));
  return different
    .filter((_, index) => index % step === 0)
    .slice(0, count)
    .map(([one, other]) => both(one, other));
}

function isForetold(expected: Expected): boolean {
  return expected.kind === 'violations' && !expected.sentences.some((text) => text.includes(ANY_VALUE));
}

function both(one: Variant, other: Variant): Variant {
  const { path } = other;
  const name = Object.keys(other.input).find((member) => lowerFirst(member) === path) ?? path;
  const sentences = [one, other].flatMap(({ expected }) => (expected.kind === 'violations' ? expected.sentences : []));
  return {
    operation: one.operation,
    path: `${one.path} and ${other.path}`,
    what: `${one.what} and ${other.what}`,
    input: { ...one.input, [name]: other.input[name] },
    expected: { kind: 'violations', sentences },
  };
}

function lowerFirst(name: string): string {
  return `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
}
