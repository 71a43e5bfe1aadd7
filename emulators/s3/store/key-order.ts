const FIRST_SURROGATE = 0xd800;
const LAST_SURROGATE = 0xdfff;

/**
 * Order of two keys by their UTF-8 bytes, as S3 lists them. JavaScript compares UTF-16 units, which differs only where a
 * surrogate (a character beyond U+FFFF) meets a character from U+E000 on.
 */
export function compareKeys(left: string, right: string): number {
  const shared = Math.min(left.length, right.length);
  for (let index = 0; index < shared; index++) {
    const leftUnit = left.charCodeAt(index);
    const rightUnit = right.charCodeAt(index);
    if (leftUnit !== rightUnit) return codePointRank(leftUnit) - codePointRank(rightUnit);
  }
  return left.length - right.length;
}

function codePointRank(unit: number): number {
  const isSurrogate = unit >= FIRST_SURROGATE && unit <= LAST_SURROGATE;
  return isSurrogate ? unit + 0x10000 : unit;
}

/** Index of the first element for which `isBefore` is false; it must be true for a leading run of elements only. */
export function partitionPoint<T>(sorted: readonly T[], isBefore: (element: T) => boolean, from = 0): number {
  let low = from;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const element = sorted[middle];
    if (element !== undefined && isBefore(element)) low = middle + 1;
    else high = middle;
  }
  return low;
}
