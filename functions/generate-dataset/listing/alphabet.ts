/** First and last code point of characters that belong together. */
type Interval = readonly [number, number];

const DIGITS: Interval = [0x30, 0x39];
const CAPITALS: Interval = [0x41, 0x5a];
const HEX_CAPITALS: Interval = [0x41, 0x46];
const SMALL: Interval = [0x61, 0x7a];
const HEX_SMALL: Interval = [0x61, 0x66];
const SURROGATES: Interval = [0xd800, 0xdfff];
const MAX_CODE_POINT = 0x10ffff;

/**
 * The characters that names may have at one place, concluded from those that were seen: two digits stand for all ten, two
 * letters for their whole case or for the hexadecimal ones. One character alone is thought to be the same in every name, as in
 * IMG_0001; only a `wide` alphabet takes a single digit for any. In code point order, which is the order of S3's keys.
 */
export class Alphabet {
  readonly #intervals: readonly Interval[];
  readonly size: number;

  constructor(seen: ReadonlySet<number>, wide: boolean) {
    const others = beyondAscii(seen);
    this.#intervals = joined([...seen].map((point) => meantBy(point, seen, wide, others)));
    this.size = this.#intervals.reduce((sum, [first, last]) => sum + last - first + 1, 0);
  }

  /** How many characters of the alphabet come before this one. */
  rank(point: number): number {
    let rank = 0;
    for (const [first, last] of this.#intervals) {
      if (point < first) return rank;
      if (point <= last) return rank + point - first;
      rank += last - first + 1;
    }
    return rank;
  }

  /** The character with this rank; the last one for a rank that is too high. */
  at(rank: number): number {
    let rest = rank;
    let highest = 0;
    for (const [first, last] of this.#intervals) {
      if (rest <= last - first) return first + rest;
      rest -= last - first + 1;
      highest = last;
    }
    return highest;
  }
}

function meantBy(point: number, seen: ReadonlySet<number>, wide: boolean, others: Interval): Interval {
  if (isWithin(point, DIGITS) && (wide || seen.size > 1)) return DIGITS;
  if (seen.size === 1) return [point, point];
  if (isWithin(point, SMALL)) return seenLetters(seen, SMALL, HEX_SMALL);
  if (isWithin(point, CAPITALS)) return seenLetters(seen, CAPITALS, HEX_CAPITALS);
  if (point < 0x80) return [point, point];
  return aboutInterval(others[0], others[1], point);
}

/** The least and the greatest character beyond ASCII. */
function beyondAscii(seen: ReadonlySet<number>): Interval {
  let least = MAX_CODE_POINT;
  let greatest = 0;
  for (const point of seen) {
    if (point < 0x80) continue;
    least = Math.min(least, point);
    greatest = Math.max(greatest, point);
  }
  return [least, greatest];
}

/** Letters beyond ASCII: from the least to the greatest that was seen and as far again on either side. */
function aboutInterval(least: number, greatest: number, point: number): Interval {
  const span = greatest - least;
  if (span === 0) return [point, point];
  const first = Math.max(0x80, least - span);
  const last = Math.min(MAX_CODE_POINT, greatest + span);
  // Half a surrogate pair is not a character.
  if (point < SURROGATES[0]) return [first, Math.min(last, SURROGATES[0] - 1)];
  return [Math.max(first, SURROGATES[1] + 1), last];
}

function seenLetters(seen: ReadonlySet<number>, whole: Interval, hex: Interval): Interval {
  const letters = [...seen].filter((point) => isWithin(point, whole));
  const withDigits = [...seen].some((point) => isWithin(point, DIGITS));
  return withDigits && letters.every((point) => isWithin(point, hex)) ? hex : whole;
}

function isWithin(point: number, [first, last]: Interval): boolean {
  return point >= first && point <= last;
}

function joined(intervals: readonly Interval[]): Interval[] {
  const result: [number, number][] = [];
  for (const [first, last] of intervals.toSorted((one, other) => one[0] - other[0])) {
    const previous = result.at(-1);
    if (previous !== undefined && first <= previous[1] + 1) previous[1] = Math.max(previous[1], last);
    else result.push([first, last]);
  }
  return result;
}
