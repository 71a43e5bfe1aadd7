import type { ClassLabels, NameOrder } from '../class-labels.ts';
import { DatasetError, listNames } from '../errors.ts';
import { byUtf8 } from '../utf8-order.ts';

/** Classes of the last model that have no training images any more. */
export class ClassVanishedError extends DatasetError {
  constructor(names: readonly string[], location: string, labelsUri: string) {
    const [have, their] = names.length === 1 ? ['class has', 'its'] : ['classes have', 'their'];
    super(
      'ClassVanishedError',
      `${names.length} ${have} a label in ${labelsUri} and no training images any more: ${listNames(names)}; put ${their} images back under ${location}, or set allowVanishedClasses, by which a class keeps its label without images`,
    );
  }
}

/** classOrder gives classes other labels than they had in the model that was saved last. */
export class LabelConflictError extends DatasetError {
  constructor(conflicts: readonly string[], labelsUri: string) {
    super(
      'LabelConflictError',
      `classOrder and ${labelsUri} give different labels: ${conflicts.join('; ')}; correct classOrder, or delete the file if no model needs its labels any more`,
    );
  }
}

export interface LabelSources {
  /** Names of the classes that have training images. */
  readonly trained: ReadonlySet<string>;
  readonly classOrder: readonly string[] | undefined;
  readonly kept: ClassLabels;
  readonly allowVanishedClasses: boolean;
  /** In which new classes get their labels; absent: that of the names' UTF-8 bytes. */
  readonly compareNames?: NameOrder;
  /** The labels file that gives the classes, by its URI; absent: folders do. */
  readonly labelsFileUri?: string | undefined;
}

/** Kept classes without training images, in the order of their labels. */
export function vanishedClasses({ trained, kept }: Pick<LabelSources, 'trained' | 'kept'>): readonly string[] {
  return [...kept.keys()].filter((name) => !trained.has(name));
}

/** Labels that go on from those of an earlier model: no class changes its own, and a new one gets the next number. */
export function continuedLabels({ trained, classOrder, kept, compareNames = byUtf8 }: LabelSources): ClassLabels {
  if (classOrder !== undefined) return new Map(classOrder.map((name, label) => [name, label]));
  const added = [...trained].filter((name) => !kept.has(name)).sort(compareNames);
  return new Map([...kept.keys(), ...added].map((name, label) => [name, label]));
}

/** What classOrder says about kept classes and what they have, where that differs. */
export function orderConflicts({ classOrder, kept }: Pick<LabelSources, 'classOrder' | 'kept'>): readonly string[] {
  if (classOrder === undefined) return [];
  return [...kept].flatMap(([name, label]) => {
    const ordered = classOrder.indexOf(name);
    if (ordered === label) return [];
    const text = ordered === -1 ? 'is not in classOrder' : `is ${ordered} by classOrder`;
    return [`${JSON.stringify(name)} ${text} and ${label} in the file`];
  });
}
