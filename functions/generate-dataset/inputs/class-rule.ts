import { type KeyKind, kindOfKey } from '../image-key.ts';
import type { Split } from '../report/split.ts';
import { byUtf8 } from '../utf8-order.ts';

/**
 * Says what the keys below a split's folder are. Images with the same labels are a group: a class, or where an image may have
 * several labels those that have all of them.
 */
export interface ClassRule {
  kindOf(path: string, sizeBytes: number): KeyKind;
  /** Of an image that was listed. */
  groupOf(path: string): string;
  /** Names of the classes whose labels the images of a group have. */
  classesOf(group: string): readonly string[];
  /** Whether an image may be in several classes, or in none. */
  readonly severalLabels: boolean;
  /** The order in which new classes get their labels. */
  readonly compareNames: (one: string, other: string) => number;
  /** The names of classes are numbers, which are to be the model's labels. */
  readonly areIndices?: boolean;
  /** Absent where folders are the classes. */
  readonly labelsFile?: LabelsFileFacts;
}

/** A file that images have their labels from, for the report. */
export interface LabelsFileFacts {
  readonly key: string;
  readonly uri: string;
  readonly eTag: string;
  readonly severalLabels: boolean;
  /** Images with their labels. */
  readonly rows: number;
  /** Images without a label. */
  readonly unlabelled: number;
  /** Of the rows, those whose image is in no class. */
  readonly withoutClass: number;
}

export type ClassRules = Readonly<Record<Split, ClassRule>>;

/** The first folder is the class. */
export const FOLDER_RULE: ClassRule = {
  kindOf: kindOfKey,
  groupOf: (path) => path.slice(0, path.indexOf('/')),
  classesOf: (group) => [group],
  severalLabels: false,
  compareNames: byUtf8,
};

export const FOLDER_RULES: ClassRules = { train: FOLDER_RULE, test: FOLDER_RULE };
