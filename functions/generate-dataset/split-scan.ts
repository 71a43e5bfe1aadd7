import { fitsLstRow } from './image-key.ts';
import { type ClassRule, FOLDER_RULE } from './inputs/class-rule.ts';
import type { ListedObject } from './listing/listed-object.ts';
import { copied } from './listing/page-text.ts';
import { ClassSample } from './look-inside/class-sample.ts';
import type { ClassPart, SplitTally } from './report/split-tally.ts';
import { FirstKeys, type FoundKeys, type SkippedKey } from './split/first-keys.ts';

/** What was counted in a part of a split, as plain values. */
export interface ScanCounts {
  readonly images: readonly (readonly [string, number])[];
  readonly classes: readonly ClassPart[];
  readonly skipped: FoundKeys<SkippedKey>;
  readonly skippedByReason: readonly (readonly [string, number])[];
  readonly unusable: FoundKeys<string>;
  readonly written: FoundKeys<string>;
  readonly archived: FoundKeys<string>;
  readonly namelessFolders: number;
  readonly nestedImages: number;
  readonly sample: readonly (readonly [string, string, number])[];
}

/** What one split's folder holds. The paths of its images are put aside by the listing. */
export class SplitScan {
  readonly #prefix: string;
  readonly #hasNamelessAbove: boolean;
  readonly tally: SplitTally;
  readonly rule: ClassRule;
  readonly skippedByReason = new Map<string, number>();
  readonly #imagesByGroup = new Map<string, number>();
  readonly #skipped = new FirstKeys<SkippedKey>((skipped) => skipped.key);
  readonly #unusable = new FirstKeys<string>((key) => key);
  readonly #written = new FirstKeys<string>((key) => key);
  /** Images that S3 does not hand out before they are restored. */
  readonly archived = new FirstKeys<string>((key) => key);
  /** Keys with an empty name between two slashes, images or not. */
  namelessFolders = 0;
  /** Images in folders below their class's folder. */
  nestedImages = 0;
  readonly sample: ClassSample;

  /** `prefix`: the split's folder with its slash. */
  constructor(prefix: string, tally: SplitTally, samplePerClass: number, rule: ClassRule = FOLDER_RULE) {
    this.#prefix = prefix;
    this.#hasNamelessAbove = prefix.includes('//');
    this.tally = tally;
    this.rule = rule;
    this.sample = new ClassSample(samplePerClass);
  }

  get images(): number {
    let sum = 0;
    for (const images of this.#imagesByGroup.values()) sum += images;
    return sum;
  }

  /** An image with several labels counts for each of its classes. */
  imagesByClass(): ReadonlyMap<string, number> {
    if (!this.rule.severalLabels) return this.#imagesByGroup;
    const sums = new Map<string, number>();
    for (const [group, images] of this.#imagesByGroup) {
      for (const name of this.rule.classesOf(group)) sums.set(name, (sums.get(name) ?? 0) + images);
    }
    return sums;
  }

  get skippedTotal(): number {
    return this.#skipped.total;
  }

  get firstSkipped(): readonly SkippedKey[] {
    return this.#skipped.first;
  }

  get unusableTotal(): number {
    return this.#unusable.total;
  }

  get firstUnusable(): readonly string[] {
    return this.#unusable.first;
  }

  /** Images that were written after the listing had begun. */
  get written(): FoundKeys<string> {
    const { total, first } = this.#written;
    return { total, first };
  }

  get counts(): ScanCounts {
    const { namelessFolders, nestedImages } = this;
    return {
      images: [...this.#imagesByGroup],
      classes: this.tally.parts(),
      skipped: { total: this.skippedTotal, first: this.firstSkipped },
      skippedByReason: [...this.skippedByReason],
      unusable: { total: this.unusableTotal, first: this.firstUnusable },
      written: this.written,
      archived: { total: this.archived.total, first: this.archived.first },
      namelessFolders,
      nestedImages,
      sample: this.sample.ofClasses,
    };
  }

  /** Adds what another scan has counted in another part of the same split. */
  addCounts(counts: ScanCounts): void {
    for (const [group, images] of counts.images) this.#count(group, images);
    for (const part of counts.classes) this.tally.addPart(part);
    for (const [reason, keys] of counts.skippedByReason) {
      this.skippedByReason.set(reason, (this.skippedByReason.get(reason) ?? 0) + keys);
    }
    this.#skipped.addAll(counts.skipped);
    this.#unusable.addAll(counts.unusable);
    this.#written.addAll(counts.written);
    this.archived.addAll(counts.archived);
    this.namelessFolders += counts.namelessFolders;
    this.nestedImages += counts.nestedImages;
    for (const [className, key, sizeBytes] of counts.sample) this.sample.take(className, key, sizeBytes);
  }

  /** Counts a page and returns the paths of its images, relative to the split's folder. */
  takePage(page: readonly ListedObject[]): string[] {
    const paths: string[] = [];
    const { rule } = this;
    // Keys of a class follow each other, mostly: one look into the map for all of them.
    let group = '';
    let images = 0;
    for (const object of page) {
      const { key, sizeBytes } = object;
      const path = key.slice(this.#prefix.length);
      const kind = rule.kindOf(path, sizeBytes);
      const isUsual = kind.kind === 'image' && kind.isUsual === true;
      if ((!isUsual || this.#hasNamelessAbove) && key.includes('//')) this.namelessFolders += 1;
      if (kind.kind === 'skipped') this.#skip(key, kind.reason);
      else if (!isUsual && !fitsLstRow(path)) this.#unusable.add(copied(key));
      else {
        paths.push(path);
        this.tally.takeImage(kind.group, path, object);
        this.sample.take(rule.severalLabels ? (rule.classesOf(kind.group)[0] ?? '') : kind.group, key, sizeBytes);
        if (kind.nested) this.nestedImages += 1;
        if (object.isNew === true) this.#written.add(copied(key));
        if (object.isArchived === true) this.archived.add(copied(key));
        if (kind.group !== group) {
          this.#count(group, images);
          group = kind.group;
          images = 0;
        }
        images += 1;
      }
    }
    this.#count(group, images);
    return paths;
  }

  #skip(key: string, reason: string): void {
    this.#skipped.add({ key: copied(key), reason });
    this.skippedByReason.set(reason, (this.skippedByReason.get(reason) ?? 0) + 1);
  }

  #count(group: string, images: number): void {
    if (images === 0) return;
    const before = this.#imagesByGroup.get(group);
    // A name cut out of a page's text would keep the whole of it in memory.
    this.#imagesByGroup.set(before === undefined ? copied(group) : group, (before ?? 0) + images);
  }
}
