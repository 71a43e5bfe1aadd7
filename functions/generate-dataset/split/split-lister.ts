import { mkdirSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ListingPlace, PathBatches } from '../dataset-listing.ts';
import type { FanOutWatch } from '../fan-out/fan-out-watch.ts';
import { type ClassRules, FOLDER_RULES } from '../inputs/class-rule.ts';
import { type KeyListing, type KeySource, LISTED_KEYS } from '../key-source/key-source.ts';
import { ClassNumbers } from '../report/class-numbers.ts';
import type { Split } from '../report/split.ts';
import { SplitTally } from '../report/split-tally.ts';
import { SplitScan } from '../split-scan.ts';
import type { EarlyRows } from './early-rows.ts';

/** A split that was listed to its end. */
export interface ListedSplit {
  readonly scan: SplitScan;
  readonly paths: PathBatches;
}

export interface SplitListerPlace extends Omit<ListingPlace, 'prefix' | 'onBegin'> {
  readonly watch?: FanOutWatch | undefined;
  /** Sends rows while keys are listed. */
  readonly early?: EarlyRows | undefined;
  /** Absent: S3 is asked. */
  readonly source?: KeySource | undefined;
}

/** Splits that are listed into a folder, with what must be closed in the end. */
export class SplitLister {
  readonly #place: SplitListerPlace;
  readonly #samplePerClass: number;
  readonly #rules: ClassRules;
  readonly #listings: KeyListing[] = [];
  readonly #tallies: SplitTally[] = [];
  readonly #classNumbers: ClassNumbers;

  constructor(place: SplitListerPlace, samplePerClass: number, rules: ClassRules = FOLDER_RULES) {
    this.#place = place;
    this.#rules = rules;
    this.#classNumbers = new ClassNumbers(rules.train);
    this.#samplePerClass = samplePerClass;
  }

  /** By the numbers that the classes have in the records of pictures. */
  get classNames(): readonly string[] {
    return this.#classNumbers.names;
  }

  /** Lists one split to its end. */
  async list(split: Split, prefix: string): Promise<ListedSplit> {
    const { watch, early } = this.#place;
    const paths: KeyListing = await this.newListing(split, prefix, {
      onBegin: (listing) => {
        watch?.begin(split, listing);
        if (listing !== undefined) early?.begin(split, paths.batches(), prefix, listing.folders);
      },
    });
    let scan = this.newScan(split, prefix);
    await paths.list(() => {
      scan = this.newScan(split, prefix);
      return (objects) => scan.takePage(objects);
    });
    return { scan, paths };
  }

  /** `name` is that of its folder for temporary files. */
  async newListing(name: string, prefix: string, watched: Pick<ListingPlace, 'onBegin'> = {}): Promise<KeyListing> {
    const { watch: _, early: __, source = LISTED_KEYS, ...place } = this.#place;
    const folder = join(place.folder, name);
    await mkdir(folder);
    const listing = source.newListing({ ...place, folder, prefix, ...watched });
    this.#listings.push(listing);
    return listing;
  }

  /** What an earlier scan has counted is not looked at again. */
  newScan(split: Split, prefix: string): SplitScan {
    const folder = join(this.#place.folder, `${split}-pictures`);
    mkdirSync(folder, { recursive: true });
    const tally = new SplitTally(split, this.#classNumbers, folder);
    this.#tallies.push(tally);
    return new SplitScan(prefix, tally, this.#samplePerClass, this.#rules[split]);
  }

  async close(): Promise<void> {
    for (const tally of this.#tallies) tally.close();
    await Promise.all(this.#listings.map((listing) => listing.close()));
  }
}
