import type { ListedObject } from '../listing/listed-object.ts';
import type { ClassNumbers } from './class-numbers.ts';
import { ImageHash } from './image-hash.ts';
import { PictureRecords } from './picture-records.ts';
import type { Split } from './split.ts';

/** A class in one split, or a whole split. */
export interface ImageSum {
  readonly images: number;
  readonly bytes: number;
  /** Sum of the images' hashes in hexadecimal digits; sums of parts can be added. */
  readonly hash: string;
}

/** A group of images with the same labels in a part of a split: its name, images, bytes and the sums of its images' hashes. */
export type ClassPart = readonly [string, number, number, ...Lanes];

type Lanes = readonly [number, number, number, number];

/** What is counted of the images of one split while they are listed. Columns and no object a class: there may be a million. */
export class SplitTally {
  readonly pictures: PictureRecords;
  readonly #split: Split;
  readonly #numbers: ClassNumbers;
  readonly #hash = new ImageHash();
  readonly #images: number[] = [];
  readonly #bytes: number[] = [];
  readonly #lanes: readonly [number[], number[], number[], number[]] = [[], [], [], []];

  /** `folder`: for what memory has no room. */
  constructor(split: Split, numbers: ClassNumbers, folder: string) {
    this.#split = split;
    this.#numbers = numbers;
    this.pictures = new PictureRecords(folder);
  }

  takeImage(group: string, path: string, { sizeBytes, content1, content2, isUnknown }: ListedObject): void {
    const hash = this.#hash;
    hash.take(path, content1, content2);
    const number = this.#numbers.numberFor(group);
    this.#add(number, 1, sizeBytes, hash.lane0, hash.lane1, hash.lane2, hash.lane3);
    if (isUnknown !== true) this.pictures.add(this.#split, number, hash);
  }

  /** Every group that has images, to be added to another tally. */
  parts(): ClassPart[] {
    const [lane0, lane1, lane2, lane3] = this.#lanes;
    return this.#numbers.names.flatMap((name, number): ClassPart[] => {
      const images = this.#images[number] ?? 0;
      if (images === 0) return [];
      const lanes: Lanes = [lane0[number] ?? 0, lane1[number] ?? 0, lane2[number] ?? 0, lane3[number] ?? 0];
      return [[name, images, this.#bytes[number] ?? 0, ...lanes]];
    });
  }

  addPart([name, images, bytes, ...lanes]: ClassPart): void {
    this.#add(this.#numbers.numberFor(name), images, bytes, ...lanes);
  }

  #add(number: number, images: number, bytes: number, ...[sum0, sum1, sum2, sum3]: Lanes): void {
    while (this.#images.length <= number) this.#addClass();
    const [lane0, lane1, lane2, lane3] = this.#lanes;
    this.#images[number] = (this.#images[number] ?? 0) + images;
    this.#bytes[number] = (this.#bytes[number] ?? 0) + bytes;
    lane0[number] = ((lane0[number] ?? 0) + sum0) | 0;
    lane1[number] = ((lane1[number] ?? 0) + sum1) | 0;
    lane2[number] = ((lane2[number] ?? 0) + sum2) | 0;
    lane3[number] = ((lane3[number] ?? 0) + sum3) | 0;
  }

  ofClass(className: string): ImageSum {
    const numbers = this.#numbers.of(className);
    const sumOf = (column: readonly number[]) => numbers.reduce((total, number) => total + (column[number] ?? 0), 0);
    const lanes = this.#lanes.map((lane) => numbers.reduce((total, number) => (total + (lane[number] ?? 0)) | 0, 0));
    return { images: sumOf(this.#images), bytes: sumOf(this.#bytes), hash: hexOf(lanes) };
  }

  ofAll(): ImageSum {
    const hash = hexOf(this.#lanes.map((lane) => lane.reduce((total, one) => (total + one) | 0, 0)));
    return { images: sum(this.#images), bytes: sum(this.#bytes), hash };
  }

  close(): void {
    this.pictures.close();
  }

  #addClass(): void {
    for (const column of [this.#images, this.#bytes, ...this.#lanes]) column.push(0);
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}

function hexOf(lanes: readonly number[]): string {
  return lanes.map((lane) => (lane >>> 0).toString(16).padStart(8, '0')).join('');
}
