import {
  ANY_VALUE,
  atLeastLong,
  atMostLong,
  type Expected,
  elementViolation,
  sentence,
  textViolations,
  VALID,
  WRONG_TYPE,
} from './expected-answer.ts';
import type { ModelFacts, Shape } from './model-facts.ts';
import { elements, entries, fits, isValidText, sampleText, textsOfLength } from './sample-values.ts';
import { wrongValues } from './wrong-values.ts';

/** A value for a member, and what AWS says to it. */
export interface MemberCase {
  readonly what: string;
  readonly value: unknown;
  readonly expected: Expected;
}

/** Texts that hardly any pattern takes. */
const UNLIKELY = ['', ' ', '!', '-a-', 'x\ny', 'not an arn', 's3:/bucket'];
const SMALL_ENUM = 10;
const MAX_INT32 = 2 ** 31 - 1;

/** Everything that is done to one member: each constraint broken, each limit just kept, each wrong JSON type. */
export function casesOf(facts: ModelFacts, shape: Shape, path: string): readonly MemberCase[] {
  const wrong = wrongValues(facts.protocol, shape.type).map((value) => ({
    what: `wrong type ${JSON.stringify(value)}`,
    value,
    expected: WRONG_TYPE,
  }));
  return [...wrong, ...constraintCases(facts, shape, path)];
}

function constraintCases(facts: ModelFacts, shape: Shape, path: string): MemberCase[] {
  switch (shape.type) {
    case 'structure':
      return [];
    case 'list':
      return [
        ...sizeCases(shape, path, (count) => elements(facts, shape, count)),
        ...listElementCases(facts, shape, path),
      ];
    case 'map':
      return [...sizeCases(shape, path, (count) => entries(facts, shape, count)), ...mapEntryCases(facts, shape, path)];
    case 'string':
      return shape.enum === undefined ? textCases(shape, path) : enumCases(shape, path);
    case 'blob':
      return [{ what: 'bytes', value: 'AAAA', expected: VALID }];
    case 'boolean':
      return [true, false].map((value) => ({ what: `${value}`, value, expected: VALID }));
    case 'timestamp':
      return facts.protocol === 'query'
        ? [{ what: 'ISO 8601', value: '2026-11-01T00:00:00Z', expected: VALID }]
        : [{ what: 'seconds', value: 1_700_000_000.5, expected: VALID }];
    default:
      return numberCases(shape, path);
  }
}

function textCases(shape: Shape, path: string): MemberCase[] {
  const { min = 0, max } = shape;
  const tooShort = min > 0 ? [sampleText(shape).slice(0, min - 1)] : [];
  const tooLong =
    max === undefined ? [] : [max + 1, 2 * max].flatMap((length) => textsOfLength(shape, length).slice(0, 1));
  const misfits = UNLIKELY.filter(
    (text) => text.length >= min && text.length <= (max ?? text.length) && !fits(shape.pattern, text),
  );
  const limits = [min, max].flatMap((length) =>
    length === undefined
      ? []
      : textsOfLength(shape, length)
          .filter((text) => isValidText(shape, text))
          .slice(0, 1),
  );
  const broken = (what: string) => (value: string) => ({ what, value, expected: textViolations(shape, value, path) });
  return [
    ...tooShort.map(broken('below min')),
    ...tooLong.map(broken('above max')),
    ...misfits.map(broken('pattern')),
    ...limits.map((value) => ({ what: `length ${value.length}`, value, expected: VALID })),
  ];
}

function enumCases(shape: Shape, path: string): MemberCase[] {
  const values = shape.enum ?? [];
  const [first = ''] = values;
  const chosen = values.length <= SMALL_ENUM ? values : [first, values[values.length >> 1] ?? '', values.at(-1) ?? ''];
  const otherCase = first === first.toLowerCase() ? first.toUpperCase() : first.toLowerCase();
  const wrong = ['no-such-value', '', otherCase, ` ${first}`, `${first} `, `${first},${first}`];
  return [
    ...wrong.map((value) => ({ what: 'enum', value, expected: textViolations(shape, value, path) })),
    ...chosen.map((value) => ({ what: `value ${value}`, value, expected: VALID })),
  ];
}

/** control-plane-errors.json: validation.minValue, validation.maxValue. */
function numberCases({ min, max }: Shape, path: string): MemberCase[] {
  const broken = (what: string, value: number, limit: string): MemberCase => {
    const text = sentence(value, path, `Member must have value ${limit}`);
    return { what, value, expected: { kind: 'violations', sentences: [text] } };
  };
  const limits = [min, max].flatMap((value) =>
    value === undefined ? [] : [{ what: `${value}`, value, expected: VALID }],
  );
  return [
    ...limits,
    ...(min === undefined
      ? []
      : [min - 1, -MAX_INT32].map((value) => broken('below min', value, `greater than or equal to ${min}`))),
    ...(max === undefined
      ? []
      : [max + 1, MAX_INT32].map((value) => broken('above max', value, `less than or equal to ${max}`))),
  ];
}

function sizeCases({ min = 0, max }: Shape, path: string, sized: (count: number) => unknown): MemberCase[] {
  const broken = (what: string, value: unknown, constraint: string): MemberCase => ({
    what,
    value,
    expected: {
      kind: 'violations',
      sentences: [sentence(holdsStructures(value) ? ANY_VALUE : value, path, constraint)],
    },
  });
  const limits = [min, max].flatMap((size) =>
    size === undefined ? [] : [{ what: `size ${size}`, value: sized(size), expected: VALID }],
  );
  return [
    ...limits,
    ...(min > 0 ? [broken('below min', sized(min - 1), atLeastLong(min))] : []),
    ...(max === undefined ? [] : [broken('above max', sized(max + 1), atMostLong(max))]),
  ];
}

/** Java prints a structure as its class and an address, as in `PutRecordsRequestEntry@c965e310`, which cannot be foretold. */
function holdsStructures(value: unknown): boolean {
  return Array.isArray(value) && value.some((element) => typeof element === 'object');
}

function listElementCases(facts: ModelFacts, shape: Shape, path: string): MemberCase[] {
  const element = facts.shape(shape.member?.shape);
  if (element.type !== 'string') return [];
  const wrong = wrongValues(facts.protocol, 'string').map((value) => ({
    what: `element of wrong type ${JSON.stringify(value)}`,
    value: [value],
    expected: WRONG_TYPE,
  }));
  const bad = (element.enum === undefined ? textCases : enumCases)(element, path).filter(
    ({ expected }) => expected.kind === 'violations',
  );
  const broken = bad.map(({ what, value }) => {
    const list = [value, ...elements(facts, shape, (shape.min ?? 1) - 1)];
    return {
      what: `element ${what}`,
      value: list,
      expected: elementViolation(element, list, path, 'Member must satisfy'),
    };
  });
  return [...wrong, ...broken];
}

function mapEntryCases(facts: ModelFacts, shape: Shape, path: string): MemberCase[] {
  const [key, value] = [facts.shape(shape.key?.shape), facts.shape(shape.value?.shape)];
  const others = Object.fromEntries(Object.entries(entries(facts, shape, shape.min ?? 1)).slice(1));
  const faults = (of: Shape) => textCases(of, path).filter(({ expected }) => expected.kind === 'violations');
  if (value.type !== 'string') return [];
  const wrong = wrongValues(facts.protocol, 'string').map((content) => ({
    what: `value of wrong type ${JSON.stringify(content)}`,
    value: { [sampleText(key)]: content },
    expected: WRONG_TYPE,
  }));
  const badKeys = faults(key).map((fault) => {
    const map = { ...others, [String(fault.value)]: sampleText(value) };
    return {
      what: `key ${fault.what}`,
      value: map,
      expected: elementViolation(key, map, path, 'Map keys must satisfy'),
    };
  });
  const badValues = faults(value).map((fault) => {
    const map = { ...others, [sampleText(key)]: fault.value };
    return {
      what: `value ${fault.what}`,
      value: map,
      expected: elementViolation(value, map, path, 'Map value must satisfy'),
    };
  });
  return [...wrong, ...badKeys, ...badValues];
}
