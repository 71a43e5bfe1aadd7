import { ImageHash } from './image-hash.ts';
import { PARTITIONS, type PictureRecords, RECORD_NUMBERS } from './picture-records.ts';
import { PictureTable, type RepeatedPicture } from './picture-table.ts';
import type { Split } from './split.ts';

/** Pictures (same ETag and size) that are there more than once in some way. */
export interface RepeatedPictures {
  readonly pictures: number;
  /** Images that show them. */
  readonly images: number;
  /** Keys of the images of some of these pictures: at most 10 pictures and 8 keys of each. */
  readonly first: readonly (readonly string[])[];
}

export interface Duplicates {
  /** More than once in one split. */
  readonly withinSplits: RepeatedPictures;
  /** In train and in test: what is tested was learned by heart. */
  readonly acrossSplits: RepeatedPictures;
  /** In several classes: one of the labels is wrong. */
  readonly acrossClasses: RepeatedPictures;
}

/** The rows of a split, some thousand at a time, from the beginning at each call. */
export type RowsOf = (split: Split) => AsyncIterable<readonly string[]>;

const SHOWN_PICTURES = 10;
const SHOWN_KEYS = 8;
/** Of one class in one split, so that the others are shown, too. */
const SHOWN_ALIKE = 2;

const KINDS = ['withinSplits', 'acrossSplits', 'acrossClasses'] as const;

/** Looks through all records, one partition after the other, then through the rows for the names of the examples. */
export async function findDuplicates(
  records: readonly PictureRecords[],
  rows: RowsOf,
  keyOf: (split: Split, path: string) => string,
): Promise<Duplicates> {
  const found = {
    withinSplits: new Repetitions(({ train, test }) => train > 1 || test > 1),
    acrossSplits: new Repetitions(({ train, test }) => train > 0 && test > 0),
    acrossClasses: new Repetitions(({ inSeveralClasses }) => inSeveralClasses),
  };
  const examples = new Map<string, Example>();
  for (let number = 0; number < PARTITIONS; number += 1) {
    const chosen = examine(records, number, Object.values(found));
    if (chosen.size === 0) continue;
    for (const part of partsOf(records, number)) takeMembers(part, chosen);
    for (const [picture, example] of chosen) examples.set(picture, example);
  }
  await nameMembers([...examples.values()], rows, keyOf);
  const [withinSplits, acrossSplits, acrossClasses] = KINDS.map((kind) => found[kind].result(examples));
  return {
    withinSplits: withinSplits ?? NONE,
    acrossSplits: acrossSplits ?? NONE,
    acrossClasses: acrossClasses ?? NONE,
  };
}

const NONE: RepeatedPictures = { pictures: 0, images: 0, first: [] };

interface Member {
  readonly path1: number;
  readonly path2: number;
  readonly classAndSplit: number;
}

interface Example {
  readonly members: Member[];
  readonly keys: string[];
}

/** Pictures of one kind. Examples are those with the least hashes, whatever the order of the listing. */
class Repetitions {
  readonly #isMeant: (picture: RepeatedPicture) => boolean;
  readonly #examples: string[] = [];
  #pictures = 0;
  #images = 0;

  constructor(isMeant: (picture: RepeatedPicture) => boolean) {
    this.#isMeant = isMeant;
  }

  /** Pictures of one partition, by their hashes; gives the names of those that are new examples. */
  take(pictures: readonly RepeatedPicture[]): readonly string[] {
    const meant = pictures.filter((picture) => this.#isMeant(picture));
    this.#pictures += meant.length;
    this.#images = meant.reduce((sum, { train, test }) => sum + train + test, this.#images);
    const chosen = meant.slice(0, SHOWN_PICTURES - this.#examples.length).map(pictureName);
    this.#examples.push(...chosen);
    return chosen;
  }

  result(examples: ReadonlyMap<string, Example>): RepeatedPictures {
    const first = this.#examples.map((name) => (examples.get(name)?.keys ?? []).toSorted());
    return { pictures: this.#pictures, images: this.#images, first };
  }
}

function* partsOf(records: readonly PictureRecords[], number: number): Generator<Uint32Array> {
  for (const ofSplit of records) yield* ofSplit.partition(number);
}

function examine(
  records: readonly PictureRecords[],
  number: number,
  kinds: readonly Repetitions[],
): Map<string, Example> {
  const table = new PictureTable();
  for (const part of partsOf(records, number)) table.take(part);
  const repeated = [...table.repeated()].sort(
    (one, other) => one.content1 - other.content1 || one.content2 - other.content2,
  );
  const names = kinds.flatMap((kind) => kind.take(repeated));
  return new Map(names.map((name) => [name, { members: [], keys: [] }]));
}

function takeMembers(part: Uint32Array, examples: ReadonlyMap<string, Example>): void {
  const firstNumbers = new Set([...examples.keys()].map((name) => Number(name.slice(0, name.indexOf('-')))));
  for (let at = 0; at < part.length; at += RECORD_NUMBERS) {
    if (!firstNumbers.has(part[at] ?? 0)) continue;
    const [content1 = 0, content2 = 0, path1 = 0, path2 = 0, classAndSplit = 0] = part.subarray(
      at,
      at + RECORD_NUMBERS,
    );
    const members = examples.get(pictureName({ content1, content2 }))?.members;
    if (members !== undefined) takeMember(members, { path1, path2, classAndSplit });
  }
}

/** Keeps those with the least hashes, whatever the order they come in: a few of each class and split, and not too many in all. */
function takeMember(members: Member[], member: Member): void {
  members.push(member);
  const alike = members.filter(({ classAndSplit }) => classAndSplit === member.classAndSplit);
  const among = alike.length > SHOWN_ALIKE ? alike : members.length > SHOWN_KEYS ? members : [];
  if (among.length === 0) return;
  const last = among.reduce((one, other) => (isBefore(one, other) ? other : one));
  members.splice(members.indexOf(last), 1);
}

function isBefore(one: Member, other: Member): boolean {
  return one.path1 === other.path1 ? one.path2 < other.path2 : one.path1 < other.path1;
}

/** One pass over the rows of each split that has an example. */
async function nameMembers(
  examples: readonly Example[],
  rows: RowsOf,
  keyOf: (split: Split, path: string) => string,
): Promise<void> {
  const hash = new ImageHash();
  for (const [bit, split] of (['train', 'test'] as const).entries()) {
    const wanted = new Map<number, { readonly path2: number; readonly keys: string[] }>();
    for (const { members, keys } of examples) {
      for (const { path1, path2, classAndSplit } of members) {
        if ((classAndSplit & 1) === bit) wanted.set(path1, { path2, keys });
      }
    }
    if (wanted.size === 0) continue;
    for await (const paths of rows(split)) {
      for (const path of paths) {
        hash.takePath(path);
        const found = wanted.get(hash.path1 >>> 0);
        if (found !== undefined && found.path2 === hash.path2 >>> 0) found.keys.push(keyOf(split, path));
      }
    }
  }
}

function pictureName({ content1, content2 }: Pick<RepeatedPicture, 'content1' | 'content2'>): string {
  return `${content1}-${content2}`;
}
