import { KeyIndex } from './key-index.ts';
import { compareKeys } from './key-order.ts';
import { isMarker, type ObjectRecord, type ObjectVersion, orderOf, versionIdOf } from './object-record.ts';

/**
 * The versions of a bucket's keys. What a key shows is at hand as it is without versioning; only keys that have more than
 * that, older versions or a delete marker, cost more.
 */
export class VersionIndex {
  readonly #shown: KeyIndex<ObjectRecord>;
  /** What a key has beside what it shows, newest first; where the newest is a delete marker, all of them. */
  readonly #others = new Map<string, readonly ObjectVersion[]>();
  /** Keys that show nothing, in order; absent when it must be made anew. */
  #hiddenKeys: readonly string[] | undefined;
  #lastSequence = 0;

  constructor(versions: Iterable<ObjectVersion>) {
    const byKey = new Map<string, ObjectVersion[]>();
    for (const version of versions) {
      const known = byKey.get(version.key);
      if (known === undefined) byKey.set(version.key, [version]);
      else known.push(version);
      this.#lastSequence = Math.max(this.#lastSequence, orderOf(version));
    }
    const shown: (readonly [string, ObjectRecord])[] = [];
    for (const [key, list] of byKey) {
      const [newest, ...older] = list.sort((left, right) => orderOf(right) - orderOf(left));
      if (newest !== undefined && !isMarker(newest)) shown.push([key, newest]);
      this.#keepOthers(key, isMarker(newest) ? list : older);
    }
    this.#shown = new KeyIndex(shown);
  }

  /** Keys that show an object, in UTF-8 byte order. */
  get keys(): readonly string[] {
    return this.#shown.keys;
  }

  /** Those that have a version or a delete marker at all. */
  get allKeys(): readonly string[] {
    this.#hiddenKeys ??= [...this.#others.keys()].filter((key) => this.#shown.get(key) === undefined).sort(compareKeys);
    return this.#hiddenKeys.length === 0 ? this.keys : merged(this.keys, this.#hiddenKeys);
  }

  /** What the key shows. */
  get(key: string): ObjectRecord | undefined {
    return this.#shown.get(key);
  }

  /** Newest first. */
  versionsOf(key: string): readonly ObjectVersion[] {
    const shown = this.#shown.get(key);
    const others = this.#others.get(key) ?? [];
    return shown === undefined ? others : [shown, ...others];
  }

  /** For the next version: later than every other one, whatever the clock does. */
  nextSequence(): number {
    this.#lastSequence = Math.max(Date.now() * 1000, this.#lastSequence + 1);
    return this.#lastSequence;
  }

  /** Adds the newest version of a key, in place of one with the same id. */
  add(version: ObjectVersion): void {
    const { key } = version;
    const hasOthers = this.#others.has(key);
    const shown = this.#shown.get(key);
    const isPlain = !isMarker(version) && !hasOthers && (shown === undefined || shown.versionId === version.versionId);
    if (isPlain) this.#shown.set(key, version);
    else this.#arrange(key, [version, ...without(this.versionsOf(key), versionIdOf(version))]);
  }

  /** Changes what is known of a version. */
  replace(version: ObjectRecord): void {
    const id = versionIdOf(version);
    const versions = this.versionsOf(version.key).map((known) => (versionIdOf(known) === id ? version : known));
    this.#arrange(version.key, versions);
  }

  delete(version: ObjectVersion): void {
    this.#arrange(version.key, without(this.versionsOf(version.key), versionIdOf(version)));
  }

  #arrange(key: string, versions: readonly ObjectVersion[]): void {
    const [newest, ...older] = versions;
    if (newest === undefined || isMarker(newest)) {
      this.#shown.delete(key);
      this.#keepOthers(key, versions);
    } else {
      this.#shown.set(key, newest);
      this.#keepOthers(key, older);
    }
  }

  #keepOthers(key: string, others: readonly ObjectVersion[]): void {
    this.#hiddenKeys = undefined;
    if (others.length === 0) this.#others.delete(key);
    else this.#others.set(key, others);
  }
}

function without(versions: readonly ObjectVersion[], versionId: string): readonly ObjectVersion[] {
  return versions.filter((version) => versionIdOf(version) !== versionId);
}

/** Two ordered lists without a common element as one. */
function merged(left: readonly string[], right: readonly string[]): readonly string[] {
  const keys: string[] = [];
  let taken = 0;
  for (const key of right) {
    for (let next = left[taken]; next !== undefined && compareKeys(next, key) < 0; next = left[taken]) {
      keys.push(next);
      taken += 1;
    }
    keys.push(key);
  }
  return [...keys, ...left.slice(taken)];
}
