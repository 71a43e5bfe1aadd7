const MULTIPLIER_A = 0xcc9e2d51;
const MULTIPLIER_B = 0x1b873593;
const FINAL_A = 0x85ebca6b;
const FINAL_B = 0xc2b2ae35;

/**
 * 32 bits of a text that are the same on every machine and in every version of this function: MurmurHash3 (x86, 32 bit) over
 * the text's UTF-16 code units, one block each. For choosing evenly among keys, not against an adversary.
 */
export function stableHash(text: string): number {
  let hash = 0;
  for (let index = 0; index < text.length; index += 1) {
    let block = Math.imul(text.charCodeAt(index), MULTIPLIER_A);
    block = Math.imul((block << 15) | (block >>> 17), MULTIPLIER_B);
    hash ^= block;
    hash = (Math.imul((hash << 13) | (hash >>> 19), 5) + 0xe6546b64) | 0;
  }
  hash ^= text.length * 4;
  hash = Math.imul(hash ^ (hash >>> 16), FINAL_A);
  hash = Math.imul(hash ^ (hash >>> 13), FINAL_B);
  return (hash ^ (hash >>> 16)) >>> 0;
}
