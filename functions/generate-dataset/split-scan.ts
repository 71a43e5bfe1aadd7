import { type ListedObject, listPages, type S3Sender } from './dataset-listing.ts';
import { fitsLstRow, kindOfKey } from './image-key.ts';
import type { PathSpool } from './path-spool.ts';

export interface SkippedKey {
  readonly key: string;
  readonly reason: string;
}

/** How many keys are named; the others are only counted. */
export const SHOWN_KEYS = 20;

/** What one split's folder holds. The paths of its images are in the spool. */
export class SplitScan {
  readonly #prefix: string;
  readonly imagesByClass = new Map<string, number>();
  readonly firstSkipped: SkippedKey[] = [];
  readonly firstUnusable: string[] = [];
  skippedTotal = 0;
  unusableTotal = 0;
  /** Keys with an empty name between two slashes, images or not. */
  namelessFolders = 0;
  /** Images in folders below their class's folder. */
  nestedImages = 0;

  /** `prefix`: the split's folder with its slash. */
  constructor(prefix: string) {
    this.#prefix = prefix;
  }

  get images(): number {
    return [...this.imagesByClass.values()].reduce((sum, images) => sum + images, 0);
  }

  /** Counts a page and returns the paths of its images, relative to the split's folder. */
  takePage(page: readonly ListedObject[]): string[] {
    const paths: string[] = [];
    for (const { key, sizeBytes } of page) {
      const path = key.slice(this.#prefix.length);
      if (key.includes('//')) this.namelessFolders += 1;
      const kind = kindOfKey(path, sizeBytes);
      if (kind.kind === 'skipped') this.#skip(key, kind.reason);
      else if (!fitsLstRow(path)) this.#refuse(key);
      else {
        paths.push(path);
        this.imagesByClass.set(kind.className, (this.imagesByClass.get(kind.className) ?? 0) + 1);
        if (kind.nested) this.nestedImages += 1;
      }
    }
    return paths;
  }

  #skip(key: string, reason: string): void {
    this.skippedTotal += 1;
    if (this.firstSkipped.length < SHOWN_KEYS) this.firstSkipped.push({ key, reason });
  }

  #refuse(key: string): void {
    this.unusableTotal += 1;
    if (this.firstUnusable.length < SHOWN_KEYS) this.firstUnusable.push(key);
  }
}

/** Lists one split to its end. */
export async function scanSplit(s3: S3Sender, bucket: string, prefix: string, spool: PathSpool): Promise<SplitScan> {
  const scan = new SplitScan(prefix);
  for await (const page of listPages(s3, bucket, prefix)) await spool.add(scan.takePage(page));
  return scan;
}
