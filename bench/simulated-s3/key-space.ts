import { byUtf8 } from '../../functions/generate-dataset/utf8-order.ts';

/** Keys in S3's order that are computed, not stored: a hundred million of them take no memory. */
export interface KeySpace {
  readonly count: number;
  keyAt(index: number): string;
}

/** Names of the key spaces that the bench knows; each is made of a number of keys, all below `<prefix>`. */
export const KEY_SPACES = {
  /** Five classes of the same size, names numbered from 0. */
  even: (prefix: string, count: number): KeySpace => {
    const perClass = Math.ceil(count / 5);
    return {
      count,
      keyAt: (index) => `${prefix}class-${Math.floor(index / perClass)}/image-${digits(index % perClass, 8)}.jpg`,
    };
  },
  /** All images but one in one flat folder, numbered. */
  flat: (prefix: string, count: number): KeySpace => ({
    count,
    keyAt: (index) =>
      index < count - 1 ? `${prefix}all/image-${digits(index, 10)}.jpg` : `${prefix}other/image-0.jpg`,
  }),
  /** Names as hashes give them, in two classes of 9 and 1 parts. */
  hashes: (prefix: string, count: number): KeySpace => {
    const first = Math.floor(count * 0.9);
    return {
      count,
      keyAt: (index) =>
        index < first
          ? `${prefix}a/${hashAt(index, first)}.png`
          : `${prefix}b/${hashAt(index - first, count - first)}.png`,
    };
  },
  /** A folder for each image. */
  folders: (prefix: string, count: number): KeySpace => ({
    count,
    keyAt: (index) => `${prefix}subject ${digits(index, 9)}/image.jpg`,
  }),
} as const;

export type KeySpaceName = keyof typeof KEY_SPACES;

/** Several spaces after each other; the keys of each must come before those of the next. */
export function joinedSpaces(spaces: readonly KeySpace[]): KeySpace {
  return {
    count: spaces.reduce((sum, { count }) => sum + count, 0),
    keyAt: (index) => {
      let rest = index;
      for (const space of spaces) {
        if (rest < space.count) return space.keyAt(rest);
        rest -= space.count;
      }
      throw new RangeError(`there is no key ${index}`);
    },
  };
}

/** Index of the first key that comes after this one. */
export function indexAfter({ count, keyAt }: KeySpace, key: string): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (byUtf8(keyAt(middle), key) > 0) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Index of the first key that neither comes before a prefix nor has it. */
export function indexBehindPrefix(space: KeySpace, prefix: string): number {
  let low = indexAfter(space, prefix);
  let high = space.count;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (space.keyAt(middle).startsWith(prefix)) low = middle + 1;
    else high = middle;
  }
  return low;
}

const HASH_STEPS = 2 ** 48;

/** Twelve hexadecimal digits that spread evenly, with some noise, and twenty more that are noise. */
function hashAt(index: number, count: number): string {
  const step = Math.floor(HASH_STEPS / count);
  const noise = Math.imul(index + 1, 0x9e3779b1) >>> 0;
  const value = index * step + Math.floor((noise / 2 ** 32) * step);
  return value.toString(16).padStart(12, '0') + noise.toString(16).padStart(8, '0').repeat(2).slice(0, 12);
}

function digits(value: number, length: number): string {
  return String(value).padStart(length, '0');
}
