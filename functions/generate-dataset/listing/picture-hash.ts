import { mixed } from '../stable-hash.ts';

const FIRST_FACTOR = 0x9e3779b1;
const SECOND_FACTOR = 0x85ebca77;
const SIZE_HIGH = 0x100000000;

/**
 * 64 bits of an object's ETag and size: two objects with the same are one picture. The numbers of the object that was taken last
 * are in the fields: an object for each of ten million would cost more than the hash.
 */
export class PictureHash {
  content1 = 0;
  content2 = 0;

  /** `eTag`: without quotes. */
  take(eTag: string, sizeBytes: number): void {
    let first = sizeBytes | 0;
    let second = Math.floor(sizeBytes / SIZE_HIGH) ^ SECOND_FACTOR;
    // Four at a time: an ETag has hexadecimal digits and a dash.
    for (let at = 0; at < eTag.length; at += 4) {
      const units =
        eTag.charCodeAt(at) |
        (eTag.charCodeAt(at + 1) << 8) |
        (eTag.charCodeAt(at + 2) << 16) |
        (eTag.charCodeAt(at + 3) << 24);
      first = Math.imul(first ^ units, SECOND_FACTOR);
      first ^= first >>> 15;
      second = Math.imul(second ^ units, FIRST_FACTOR);
      second ^= second >>> 13;
    }
    this.#end(first, second);
  }

  /** The same for an ETag that is there as so many bytes, a multiple of four. */
  takeBytes(bytes: DataView, from: number, to: number, sizeBytes: number): void {
    let first = sizeBytes | 0;
    let second = Math.floor(sizeBytes / SIZE_HIGH) ^ SECOND_FACTOR;
    for (let at = from; at < to; at += 4) {
      const units = bytes.getInt32(at, true);
      first = Math.imul(first ^ units, SECOND_FACTOR);
      first ^= first >>> 15;
      second = Math.imul(second ^ units, FIRST_FACTOR);
      second ^= second >>> 13;
    }
    this.#end(first, second);
  }

  #end(first: number, second: number): void {
    this.content1 = mixed(first ^ (second >>> 15));
    this.content2 = mixed(second + Math.imul(first, FIRST_FACTOR));
  }
}
