import { copied } from '../listing/page-text.ts';
import { stableHash } from '../stable-hash.ts';
import { byUtf8 } from '../utf8-order.ts';

export interface SampledImage {
  readonly key: string;
  readonly sizeBytes: number;
}

interface RankedImage extends SampledImage {
  readonly rank: number;
}

/** More classes than this are not looked into: a look must not take longer than the listing. */
const MAX_CLASSES = 1000;

/**
 * Of each class the images whose keys have the least hashes: the same ones in whatever order keys come in, spread over the
 * class (the first keys of a folder are often one and the same scene).
 */
export class ClassSample {
  readonly #perClass: number;
  readonly #classes = new Map<string, RankedImage[]>();
  #className = '';
  #images: RankedImage[] = [];

  constructor(perClass: number) {
    this.#perClass = perClass;
  }

  take(className: string, key: string, sizeBytes: number): void {
    if (this.#perClass === 0) return;
    if (className !== this.#className || !this.#classes.has(className)) this.#turnTo(className);
    const images = this.#images;
    const rank = stableHash(key);
    const last = images[this.#perClass - 1];
    if (last !== undefined && rank > last.rank) return;
    images.push({ key: copied(key), sizeBytes, rank });
    images.sort((one, other) => one.rank - other.rank || byUtf8(one.key, other.key));
    if (images.length > this.#perClass) images.pop();
  }

  /** In key order. */
  get images(): readonly SampledImage[] {
    this.#keepClasses();
    return [...this.#classes.values()].flat().sort((one, other) => byUtf8(one.key, other.key));
  }

  /** Class, key and bytes of each image, to be taken by another sample. */
  get ofClasses(): (readonly [string, string, number])[] {
    this.#keepClasses();
    return [...this.#classes].flatMap(([className, images]) =>
      images.map(({ key, sizeBytes }) => [className, key, sizeBytes] as const),
    );
  }

  #turnTo(className: string): void {
    this.#images = this.#classes.get(className) ?? [];
    this.#className = copied(className);
    if (this.#images.length > 0) return;
    if (this.#classes.size >= 2 * MAX_CLASSES) this.#keepClasses();
    this.#classes.set(this.#className, this.#images);
  }

  #keepClasses(): void {
    const ranked = [...this.#classes.keys()]
      .map((name) => ({ name, rank: stableHash(name) }))
      .sort((one, other) => one.rank - other.rank || byUtf8(one.name, other.name));
    for (const { name } of ranked.slice(MAX_CLASSES)) this.#classes.delete(name);
  }
}
