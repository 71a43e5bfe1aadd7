import type { Split } from '../report/split.ts';
import { stableHash } from '../stable-hash.ts';
import { byUtf8 } from '../utf8-order.ts';
import type { SplitSettings } from './split-settings.ts';

const HASHES = 2 ** 32;

/** Where an image belongs by its path alone, whatever other images there are. */
export interface Place {
  readonly side: Split;
  /** From 0 to below 1; less than the fraction is for validation. */
  readonly position: number;
  /** The pattern fits the path; true without one. */
  readonly isGrouped: boolean;
}

interface PlacedPath {
  readonly path: string;
  readonly position: number;
}

/** Puts each image, or each group of images, on a side by a hash: an image that is added moves no other one. */
export class SplitRule {
  readonly fraction: number;
  readonly pattern: string | undefined;
  readonly #pattern: RegExp | undefined;

  constructor({ validationFraction, groupPattern }: SplitSettings) {
    this.fraction = validationFraction;
    this.pattern = groupPattern;
    this.#pattern = groupPattern === undefined ? undefined : new RegExp(groupPattern, 'u');
  }

  /** `path`: below the folder of the images, such as `cat/1.jpg`. */
  placeOf(path: string): Place {
    const group = this.#pattern?.exec(path)?.[1];
    // Two texts so that a file whose name is a group's is not hashed as that group.
    const position = stableHash(group === undefined ? `image ${path}` : `group ${group}`) / HASHES;
    return { side: this.sideAt(position), position, isGrouped: this.#pattern === undefined || group !== undefined };
  }

  sideAt(position: number): Split {
    return position < this.fraction ? 'test' : 'train';
  }

  /** Less than 0 where the first is nearer to the boundary between the sides. */
  compareNearness(one: PlacedPath, other: PlacedPath): number {
    const nearer = Math.abs(one.position - this.fraction) - Math.abs(other.position - this.fraction);
    return nearer === 0 ? byUtf8(one.path, other.path) : nearer;
  }
}
