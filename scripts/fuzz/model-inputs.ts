import type { ConformedApi } from '../../test/conformance/apis/conformed-api.ts';
import type { Chance } from '../../test/conformance/fuzz/chance.ts';
import { mutated, randomText } from '../../test/conformance/fuzz/random-json.ts';
import type { ModelFacts, Shape } from '../../test/conformance/model-facts.ts';
import { sampleText } from '../../test/conformance/sample-values.ts';
import { documentsFor, LANGUAGE_TEXTS } from './documents.ts';
import type { KnownThings } from './known-things.ts';

export interface InputSource {
  readonly api: ConformedApi;
  readonly facts: ModelFacts;
  readonly known: KnownThings;
}

const MAX_DEPTH = 4;
const MAX_MUTATIONS = 4;
const MANY = 1_000;
const MADE_NAMES = 200;

/** An input of this operation: about things that are there, mostly, with members that are right, mostly, then changed. */
export function inputFor(source: InputSource, operation: string, chance: Chance): object {
  const { api, facts, known } = source;
  const base = api.baseRequests[operation] ?? {};
  const started = asObject(chance.once(3) ? base : existing(base));
  const more = chance.once(2) ? {} : asObject(randomValue(facts, facts.inputOf(operation), chance, known, 0));
  const together = chance.once(3) ? { ...started, ...more } : { ...more, ...started };
  let input: unknown = withKnown(together, operation, source, chance);
  if (chance.once(2)) return asObject(input);
  for (let changes = 1 + chance.below(MAX_MUTATIONS); changes > 0; changes -= 1) input = mutated(chance, input);
  return asObject(input);
}

/** Members of which answers have named values, documents of other kinds, and new names for what is made. */
function withKnown(input: object, operation: string, { facts, known }: InputSource, chance: Chance): object {
  const isMade = /^(Create|Put|Subscribe|Publish)/.test(operation);
  const members = new Map(facts.membersOf(facts.inputOf(operation)));
  const changed = Object.entries(input).map(([name, value]: [string, unknown]) => {
    const shape = members.get(name);
    if (typeof value !== 'string' || shape?.type !== 'string' || !chance.once(2)) return [name, value];
    if (documentsFor(name).length > 0) return [name, textFor(shape, name, chance, known)];
    if (isMade && /name$/i.test(name)) return [name, `made-${chance.below(MADE_NAMES)}`];
    return [name, known.named(chance, name) ?? value];
  });
  return Object.fromEntries(changed);
}

/** The base requests are about what is absent: the same about what the world holds. */
function existing(base: object): unknown {
  return JSON.parse(JSON.stringify(base).replaceAll('absent', 'present'));
}

function asObject(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : { value };
}

function randomValue(
  facts: ModelFacts,
  shape: Shape,
  chance: Chance,
  known: KnownThings,
  depth: number,
  name = '',
): unknown {
  const inner = (of: Shape, member = name) => randomValue(facts, of, chance, known, depth + 1, member);
  switch (shape.type) {
    case 'structure': {
      const chosen = facts.membersOf(shape).filter(([member]) => isChosen(shape, member, depth, chance));
      return Object.fromEntries(chosen.map(([member, of]) => [member, inner(of, member)]));
    }
    case 'list':
      return Array.from({ length: sizeOf(shape, chance, depth) }, () => inner(facts.shape(shape.member?.shape)));
    case 'map': {
      const key = () => String(inner(facts.shape(shape.key?.shape)));
      return Object.fromEntries(
        Array.from({ length: sizeOf(shape, chance, depth) }, () => [key(), inner(facts.shape(shape.value?.shape))]),
      );
    }
    case 'string':
      return textFor(shape, name, chance, known);
    case 'blob':
      return Buffer.from(chance.of(['', 'a', '{"a": 1}', 'PK\u0003\u0004'])).toString('base64');
    case 'boolean':
      return chance.once(2);
    case 'timestamp':
      return chance.of<unknown>([0, 1_700_000_000, 1_700_000_000.5, -1, 1e15, '2026-01-01T00:00:00Z']);
    default:
      return chance.of([shape.min ?? 1, shape.max ?? 1, 1, 5, 60, 2 ** 31 - 1, 2 ** 53]);
  }
}

function isChosen(shape: Shape, member: string, depth: number, chance: Chance): boolean {
  if (shape.required?.includes(member) === true) return !chance.once(20);
  return depth < MAX_DEPTH && chance.once(4);
}

function sizeOf({ min = 0, max = MANY }: Shape, chance: Chance, depth: number): number {
  if (depth < 2 && chance.once(100)) return Math.min(max + 1, MANY);
  return Math.max(min, chance.below(4));
}

function textFor(shape: Shape, name: string, chance: Chance, known: KnownThings): string {
  if (shape.enum !== undefined && !chance.once(20)) return chance.of(shape.enum);
  const documents = documentsFor(name);
  if (documents.length > 0 && !chance.once(5)) {
    const document = chance.of(documents);
    return JSON.stringify(chance.once(2) ? document : mutated(chance, document));
  }
  const seen = chance.once(3) ? (known.named(chance, name) ?? known.any(chance)) : undefined;
  if (seen !== undefined) return seen;
  if (chance.once(8)) return chance.once(3) ? chance.of(LANGUAGE_TEXTS) : randomText(chance);
  return chance.once(3) ? 'present' : sampled(shape);
}

function sampled(shape: Shape): string {
  try {
    return sampleText(shape);
  } catch {
    return 'a';
  }
}
