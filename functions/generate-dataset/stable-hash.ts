const MULTIPLIER_A = 0xcc9e2d51;
const MULTIPLIER_B = 0x1b873593;

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
  return mixed(hash ^ (text.length * 4)) >>> 0;
}

/** The finalizer of MurmurHash3, which is in the public domain: every bit of the input changes half of the output's. */
export function mixed(value: number): number {
  let hash = value ^ (value >>> 16);
  hash = Math.imul(hash, 0x85ebca6b);
  hash ^= hash >>> 13;
  hash = Math.imul(hash, 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
