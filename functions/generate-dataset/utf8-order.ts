/**
 * Compares texts by their UTF-8 bytes, which is S3's order of keys, without making the bytes. It is JavaScript's own order
 * except that surrogates (characters outside the Basic Multilingual Plane) come after all other code units.
 */
export function byUtf8(left: string, right: string): number {
  const shared = Math.min(left.length, right.length);
  for (let index = 0; index < shared; index += 1) {
    const leftUnit = left.charCodeAt(index);
    const rightUnit = right.charCodeAt(index);
    if (leftUnit !== rightUnit) return rank(leftUnit) - rank(rightUnit);
  }
  return left.length - right.length;
}

const FIRST_SURROGATE = 0xd800;
const LAST_SURROGATE = 0xdfff;
const CODE_UNITS = 0x10000;

function rank(codeUnit: number): number {
  return codeUnit >= FIRST_SURROGATE && codeUnit <= LAST_SURROGATE ? codeUnit + CODE_UNITS : codeUnit;
}

/** JavaScript's own order, in a fifth of the time: that of the UTF-8 bytes where no text has a surrogate. */
export function byUnits(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

export function hasSurrogates(text: string): boolean {
  return /[\ud800-\udfff]/.test(text);
}
