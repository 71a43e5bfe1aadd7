import type { Chance } from '../../test/conformance/fuzz/chance.ts';
import { randomText } from '../../test/conformance/fuzz/random-json.ts';
import type { KnownThings } from './known-things.ts';
import type { SentRequest } from './sent-request.ts';
import { CONTENT_TYPES, DEPTHS, HEADERS, INSERTED, METHODS, PATHS, QUERIES, VALUES } from './wire-values.ts';

type Mutation = (request: SentRequest, chance: Chance, known: KnownThings) => SentRequest;

const MUTATIONS: readonly Mutation[] = [
  damagedBody,
  damagedBody,
  damagedBody,
  withHeader,
  withHeader,
  otherTarget,
  otherTarget,
  (request, chance) => ({ ...request, method: chance.of(METHODS) }),
  (request, chance) => replaceHeader(request, 'content-type', chance.of(CONTENT_TYPES)),
  (request, chance) => (chance.once(20) ? { ...request, body: nested(chance) } : request),
  (request, chance) => ({ ...request, headers: request.headers.filter(() => !chance.once(3)) }),
];

/** The request, changed where no member of its input is: in its bytes, its headers, its path. */
export function mutatedOnWire(request: SentRequest, chance: Chance, known: KnownThings): SentRequest {
  return chance.of(MUTATIONS)(request, chance, known);
}

export function damagedBody(request: SentRequest, chance: Chance, known: KnownThings): SentRequest {
  const { body } = request;
  const at = chance.below(body.length + 1);
  const until = Math.min(body.length, at + chance.below(1 + chance.of([3, 30, 300])));
  const [before, piece, after] = [body.subarray(0, at), body.subarray(at, until), body.subarray(until)];
  const middle = (): Buffer[] => {
    switch (chance.below(6)) {
      case 0:
        return [];
      case 1:
        return [piece, piece];
      case 2:
        return [Buffer.from([chance.below(256)])];
      case 3:
        return [piece, Buffer.from(known.any(chance) ?? randomText(chance))];
      case 4:
        return [Buffer.from(chance.of(INSERTED), 'latin1')];
      default:
        return [piece, Buffer.from(chance.of(INSERTED), 'latin1')];
    }
  };
  if (chance.once(10)) return { ...request, body: before };
  if (chance.once(10)) return { ...request, body: withOtherNumber(body, chance) };
  return { ...request, body: Buffer.concat([before, ...middle(), after]) };
}

function withOtherNumber(body: Buffer, chance: Chance): Buffer {
  const numbers = [...body.toString('latin1').matchAll(/\d+/g)];
  if (numbers.length === 0) return body;
  const { index, 0: found } = chance.of(numbers);
  const other = chance.of(['0', '-1', '1.5', '1e400', '99999999999999999999', '2147483648', '0x10', '']);
  return Buffer.concat([body.subarray(0, index), Buffer.from(other), body.subarray(index + found.length)]);
}

function withHeader(request: SentRequest, chance: Chance, known: KnownThings): SentRequest {
  const value = chance.once(6) ? headerText(known.any(chance) ?? randomText(chance)) : chance.of(VALUES);
  return { ...request, headers: [...request.headers, [chance.of(HEADERS), value]] };
}

function replaceHeader(request: SentRequest, wanted: string, value: string): SentRequest {
  return { ...request, headers: [...request.headers.filter(([name]) => name !== wanted), [wanted, value]] };
}

/** What may stand in a header, so that the request gets past the parser of HTTP. */
function headerText(text: string): string {
  return Buffer.from(text)
    .toString('latin1')
    .replace(/[^\t\x20-\x7e\x80-\xff]/g, '');
}

function otherTarget(request: SentRequest, chance: Chance, known: KnownThings): SentRequest {
  const [path = '/', query] = request.target.split('?');
  if (chance.once(5)) return { ...request, target: chance.of(PATHS) };
  if (chance.once(3)) {
    const at = chance.below(path.length + 1);
    const piece = chance.of([
      '%',
      '%2F',
      '/',
      '%00',
      '%ff',
      '..',
      '\u00e9',
      encodeURIComponent(known.any(chance)?.toWellFormed() ?? 'a'),
    ]);
    return {
      ...request,
      target: `${path.slice(0, at)}${piece}${path.slice(at)}${query === undefined ? '' : `?${query}`}`,
    };
  }
  const seen = known.any(chance);
  const more =
    seen !== undefined && chance.once(4) ? `versionId=${encodeURIComponent(seen.toWellFormed())}` : chance.of(QUERIES);
  return { ...request, target: `${path}?${query === undefined || chance.once(4) ? more : `${query}&${more}`}` };
}

function nested(chance: Chance): Buffer {
  const depth = chance.of(DEPTHS);
  const [open, close] = chance.of([
    ['[', ']'],
    ['{"a":', '}'],
    ['<a>', '</a>'],
    ['(', ')'],
  ] as const);
  return Buffer.from(
    open.repeat(depth) + (open.endsWith(':') ? '1' : '') + (chance.once(3) ? '' : close.repeat(depth)),
  );
}
