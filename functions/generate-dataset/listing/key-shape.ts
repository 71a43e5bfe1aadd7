import { byUtf8 } from '../utf8-order.ts';
import { Alphabet } from './alphabet.ts';

/** Beyond this many different names (2 to the power of 48) a number in JavaScript has no room for more. */
const MAX_NAMES = 2 ** 48;
/** Characters of one place that are remembered: more would say little. */
const MAX_SEEN = 256;
/** The last character that UTF-16 has in one unit. */
const LAST_OF_ONE_UNIT = 0xffff;
/** How finely the way between two keys is divided at least. */
const NAMES_BETWEEN = 256;

/** `tight`: only places that were seen to differ do. `wide`: any place that has a digit may. */
export type Width = 'tight' | 'wide';

interface Limits {
  readonly shared: number;
  readonly low: number;
  readonly high: number;
}

/**
 * What names in a range of keys look like: the characters seen at each place. With that, keys are numbers between 0 and 1 in
 * the order of the keys, so that there is a key half way between two others. It is a guess: names may be dense anywhere.
 */
export class KeyShape {
  readonly #seen: Set<number>[];
  readonly #alphabets = { tight: new Map<number, Alphabet>(), wide: new Map<number, Alphabet>() };

  constructor(like?: KeyShape) {
    this.#seen = like === undefined ? [] : like.#seen.map((places) => new Set(places));
  }

  learn(key: string): void {
    let place = 0;
    for (const character of key) {
      let seen = this.#seen[place];
      if (seen === undefined) {
        seen = new Set();
        this.#seen[place] = seen;
      }
      const point = character.codePointAt(0) ?? 0;
      if (!seen.has(point) && seen.size < MAX_SEEN) {
        seen.add(point);
        this.#alphabets.tight.delete(place);
        this.#alphabets.wide.delete(place);
      }
      place += 1;
    }
  }

  /** How far `at` is on the way from `start` to `end` (0 to 1); `end` undefined: to the greatest name of this shape. */
  fraction(start: string, at: string, end: string | undefined): number {
    const { shared, low, high } = this.#limits(codePoints(start), end, 'tight');
    const here = this.#position(codePoints(at), shared, 'tight');
    return high <= low ? 1 : Math.min(1, Math.max(0, (here - low) / (high - low)));
  }

  /**
   * A key between two, at this fraction of the way; undefined where there is no telling. `end` undefined: up to the greatest
   * name of this shape. `wide` reckons with digits that were not seen yet.
   */
  between(start: string, end: string | undefined, fraction: number, width: Width = 'tight'): string | undefined {
    const from = codePoints(start);
    const { shared, low, high } = this.#limits(from, end, width);
    if (high <= low) return undefined;
    const namesToTell = Math.min(NAMES_BETWEEN / (high - low), MAX_NAMES);
    const name = this.#nameAt(low + (high - low) * fraction, shared, namesToTell, width);
    const key = text(from.slice(0, shared)) + name;
    if (byUtf8(key, start) <= 0 || (end !== undefined && byUtf8(key, end) >= 0)) return undefined;
    return key;
  }

  #limits(from: readonly number[], end: string | undefined, width: Width): Limits {
    if (end === undefined) return { shared: 0, low: this.#position(from, 0, width), high: 1 };
    const to = codePoints(end);
    const shared = sharedLength(from, to);
    return { shared, low: this.#position(from, shared, width), high: this.#position(to, shared, width) };
  }

  #position(points: readonly number[], from: number, width: Width): number {
    let value = 0;
    let names = 1;
    for (let place = from; place < points.length && names < MAX_NAMES; place += 1) {
      const alphabet = this.#alphabet(place, width);
      const point = points[place];
      if (alphabet === undefined || point === undefined) break;
      names *= alphabet.size;
      value += alphabet.rank(point) / names;
    }
    return Math.min(value, 1);
  }

  /** The name at a place between 0 and 1, as long as is needed to tell so many names apart. */
  #nameAt(value: number, from: number, namesToTell: number, width: Width): string {
    let rest = value;
    let names = 1;
    const points: number[] = [];
    for (let place = from; names < namesToTell; place += 1) {
      const alphabet = this.#alphabet(place, width);
      if (alphabet === undefined) break;
      names *= alphabet.size;
      rest *= alphabet.size;
      const rank = Math.min(Math.floor(rest), alphabet.size - 1);
      rest -= rank;
      points.push(alphabet.at(rank));
    }
    return text(points);
  }

  #alphabet(place: number, width: Width): Alphabet | undefined {
    const seen = this.#seen[place];
    if (seen === undefined) return undefined;
    const known = this.#alphabets[width].get(place);
    if (known !== undefined) return known;
    const alphabet = new Alphabet(seen, width === 'wide');
    this.#alphabets[width].set(place, alphabet);
    return alphabet;
  }
}

function codePoints(key: string): number[] {
  const points: number[] = [];
  for (let at = 0; at < key.length; ) {
    const point = key.codePointAt(at) ?? 0;
    points.push(point);
    at += point > LAST_OF_ONE_UNIT ? 2 : 1;
  }
  return points;
}

function text(points: readonly number[]): string {
  let result = '';
  for (const point of points) result += String.fromCodePoint(point);
  return result;
}

function sharedLength(one: readonly number[], other: readonly number[]): number {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length += 1;
  return length;
}
