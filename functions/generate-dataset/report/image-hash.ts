import { mixed } from '../stable-hash.ts';

const FIRST_FACTOR = 0x9e3779b1;
const SECOND_FACTOR = 0x85ebca77;
/** Spread over the bits, so that the lanes of one image have nothing in common. */
const LANE_FACTORS = [0x27d4eb2f, 0x165667b1, 0xd3a2646d, 0xfd7046c5] as const;

/**
 * Hash of one image's path, ETag and size: not cryptographic, since it is made for every image, and 64 bits of each, since
 * images are compared by it. The numbers of the image that was taken last stand in the fields: an object for each of ten
 * million images would cost more than the hash.
 */
export class ImageHash {
  path1 = 0;
  path2 = 0;
  /** Of ETag and size (see PictureHash): two images with the same are one picture. */
  content1 = 0;
  content2 = 0;
  /** Of everything. Sums of them, modulo 2^32, stand for a set of images, in whatever order it was met. */
  lane0 = 0;
  lane1 = 0;
  lane2 = 0;
  lane3 = 0;

  take(path: string, content1: number, content2: number): void {
    this.takePath(path);
    this.content1 = content1;
    this.content2 = content2;
    const { path1, path2 } = this;
    this.lane0 = mixed(path1 ^ mixed(content1 + LANE_FACTORS[0]));
    this.lane1 = mixed(path2 ^ mixed(content2 + LANE_FACTORS[1]));
    this.lane2 = mixed(path1 + Math.imul(content2, LANE_FACTORS[2]));
    this.lane3 = mixed(path2 + Math.imul(content1, LANE_FACTORS[3]));
  }

  /** The path's numbers alone, as they stand in a record. */
  takePath(path: string): void {
    let first = path.length;
    let second = FIRST_FACTOR;
    // Two units of 16 bits at a time; what is beyond the end counts as 0.
    for (let at = 0; at < path.length; at += 2) {
      const units = path.charCodeAt(at) | (path.charCodeAt(at + 1) << 16);
      first = Math.imul(first ^ units, FIRST_FACTOR);
      first ^= first >>> 15;
      second = Math.imul(second ^ units, SECOND_FACTOR);
      second ^= second >>> 13;
    }
    this.path1 = mixed(first ^ (second >>> 15));
    this.path2 = mixed(second + Math.imul(first, SECOND_FACTOR));
  }
}
