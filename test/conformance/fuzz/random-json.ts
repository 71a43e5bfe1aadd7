import type { Chance } from './chance.ts';

const TEXTS = [
  '',
  ' ',
  'a',
  'null',
  '-1',
  's3://data/train',
  's3://',
  'https://host/x',
  'arn:aws:iam::000000000000:role/training',
  '811284229777.dkr.ecr.us-east-1.amazonaws.com/image-classification:1',
  'ml.g5.xlarge',
  '__proto__',
  'constructor',
  '../../etc/passwd',
  '\u0000',
  '\ud800',
  '𝒳'.repeat(40),
  '-'.repeat(300),
  'a-'.repeat(3000),
  'line\nbreak\u2028',
  '2026-01-01T00:00:00Z',
];
const NUMBERS = [0, -1, 1, 1.5, 63, 101, 2 ** 31, -(2 ** 31), 2 ** 53, 1e308, -0, 28 * 86_400 + 1];
const NAMES = ['__proto__', 'constructor', 'toString', 'Unknown', '', 'a'.repeat(2000), 'S3DataSource', '0'];
const DEPTH = 4;

export function randomText(chance: Chance): string {
  return chance.of(TEXTS);
}

/** Any JSON value, small mostly. */
export function randomJson(chance: Chance, depth = 0): unknown {
  switch (chance.below(depth < DEPTH ? 8 : 6)) {
    case 0:
      return null;
    case 1:
      return chance.once(2);
    case 2:
    case 3:
      return chance.of(NUMBERS);
    case 4:
    case 5:
      return chance.of(TEXTS);
    case 6:
      return Array.from({ length: chance.below(5) }, () => randomJson(chance, depth + 1));
    default:
      return objectOf(Array.from({ length: chance.below(5) }, () => [chance.of(NAMES), randomJson(chance, depth + 1)]));
  }
}

/** A copy with some member or element anywhere in it replaced, removed, wrapped or joined by another. */
export function mutated(chance: Chance, value: unknown): unknown {
  if (Array.isArray(value)) {
    if (value.length === 0 || chance.once(4)) return [...value, randomJson(chance)];
    const at = chance.below(value.length);
    if (chance.once(5)) return value.filter((_, index) => index !== at);
    return value.map((element, index) => (index === at ? mutated(chance, element) : element));
  }
  if (typeof value === 'object' && value !== null) return mutatedObject(chance, value);
  const document = typeof value === 'string' && chance.once(2) ? parsedDocument(value) : undefined;
  if (document !== undefined) return JSON.stringify(mutated(chance, document));
  if (typeof value === 'string' && !chance.once(4)) return chance.once(3) ? value + chance.of(TEXTS) : chance.of(TEXTS);
  if (typeof value === 'number' && !chance.once(4)) return chance.of(NUMBERS);
  return chance.once(4) ? [value] : randomJson(chance);
}

function mutatedObject(chance: Chance, value: object): unknown {
  const entries: (readonly [string, unknown])[] = Object.entries(value);
  if (entries.length === 0 || chance.once(6)) return objectOf([...entries, [chance.of(NAMES), randomJson(chance)]]);
  const at = chance.below(entries.length);
  if (chance.once(6)) return objectOf(entries.filter((_, index) => index !== at));
  return objectOf(entries.map(([name, member], index) => [name, index === at ? mutated(chance, member) : member]));
}

/** Own members whatever their names are, `__proto__` included. */
function objectOf(entries: readonly (readonly [string, unknown])[]): object {
  return Object.fromEntries(entries);
}

/** A policy, a definition, a pattern: what a member carries as text. */
function parsedDocument(text: string): object | undefined {
  if (!text.startsWith('{')) return undefined;
  try {
    const document: unknown = JSON.parse(text);
    return typeof document === 'object' && document !== null ? document : undefined;
  } catch {
    return undefined;
  }
}
