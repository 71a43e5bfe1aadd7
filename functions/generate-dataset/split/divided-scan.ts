import { fitsLstRow } from '../image-key.ts';
import type { ListedObject } from '../listing/listed-object.ts';
import { copied } from '../listing/page-text.ts';
import type { Split } from '../report/split.ts';
import type { SplitScan } from '../split-scan.ts';
import { FirstKeys } from './first-keys.ts';
import type { SplitRule } from './split-rule.ts';

interface HeldImage {
  readonly object: ListedObject;
  readonly path: string;
  readonly position: number;
}

/** While a class has images on one side only, the one that is nearest to the boundary is held back. */
interface ClassState {
  hasBoth: boolean;
  /** Images beside the one that is held back. */
  hasOthers: boolean;
  held: HeldImage | undefined;
}

/**
 * Images of one folder on two sides, counted while they are listed. A class with two images or more has some on both sides:
 * where the hash puts all of them on one, the image nearest to the boundary goes to the other. Not so with groups, whose
 * images may be in several classes.
 */
export class DividedScan {
  readonly scans: Readonly<Record<Split, SplitScan>>;
  readonly ungrouped = new FirstKeys<string>((key) => key);
  /** Images whose group the pattern finds; all of them without a pattern. */
  grouped = 0;
  readonly #prefix: string;
  readonly #rule: SplitRule;
  readonly #classes = new Map<string, ClassState>();
  readonly #moved = new Map<string, Split>();

  /** `prefix`: of the class folders, with its slash. */
  constructor(prefix: string, rule: SplitRule, scans: Readonly<Record<Split, SplitScan>>) {
    this.#prefix = prefix;
    this.#rule = rule;
    this.scans = scans;
  }

  /** Counts a page and returns the paths of its images, of both sides. */
  takePage(page: readonly ListedObject[]): string[] {
    const sides: Record<Split, ListedObject[]> = { train: [], test: [] };
    const paths: string[] = [];
    const { rule } = this.scans.train;
    for (const object of page) {
      const path = object.key.slice(this.#prefix.length);
      const kind = rule.kindOf(path, object.sizeBytes);
      // What is no image is counted on one side.
      if (kind.kind !== 'image' || !fitsLstRow(path)) sides.train.push(object);
      else {
        paths.push(path);
        this.#place(kind.group, { path, object }, sides);
      }
    }
    this.scans.train.takePage(sides.train);
    this.scans.test.takePage(sides.test);
    return paths;
  }

  /** Decides about what was held back; to be called when everything is listed. */
  end(): void {
    for (const { hasOthers, held } of this.#classes.values()) {
      if (held === undefined) continue;
      // The only image of a class is to be trained on.
      const side = hasOthers && this.#rule.sideAt(held.position) === 'train' ? 'test' : 'train';
      this.#moved.set(held.path, side);
      this.scans[side].takePage([held.object]);
    }
    this.#classes.clear();
  }

  sideOf(path: string): Split {
    return this.#moved.get(path) ?? this.#rule.placeOf(path).side;
  }

  #place(className: string, image: Omit<HeldImage, 'position'>, sides: Record<Split, ListedObject[]>): void {
    const { side, position, isGrouped } = this.#rule.placeOf(image.path);
    if (isGrouped) this.grouped += 1;
    else this.ungrouped.add(copied(image.object.key));
    if (this.#rule.pattern !== undefined) sides[side].push(image.object);
    else this.#balance(this.#stateOf(className), { ...image, position }, side, sides);
  }

  #balance(state: ClassState, image: HeldImage, side: Split, sides: Record<Split, ListedObject[]>): void {
    const { held } = state;
    if (state.hasBoth) sides[side].push(image.object);
    else if (held === undefined) state.held = kept(image);
    else if (this.#rule.sideAt(held.position) !== side) {
      sides[side].push(image.object);
      sides[this.#rule.sideAt(held.position)].push(held.object);
      state.hasBoth = true;
      state.held = undefined;
    } else {
      const isNearer = this.#rule.compareNearness(image, held) < 0;
      sides[side].push(isNearer ? held.object : image.object);
      state.hasOthers = true;
      if (isNearer) state.held = kept(image);
    }
  }

  #stateOf(className: string): ClassState {
    const known = this.#classes.get(className);
    if (known !== undefined) return known;
    const state: ClassState = { hasBoth: false, hasOthers: false, held: undefined };
    this.#classes.set(copied(className), state);
    return state;
  }
}

/** Without a hold on the page that it was cut from. */
function kept({ object, path, position }: HeldImage): HeldImage {
  return { object: { ...object, key: copied(object.key) }, path: copied(path), position };
}
