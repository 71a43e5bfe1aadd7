import { ClassOrderError, type DatasetError } from './errors.ts';
import { byUtf8 } from './utf8-order.ts';

/** Labels by class name: 0, 1, 2 and so on without gaps. Iterates in the order of the labels. */
export type ClassLabels = ReadonlyMap<string, number>;

/** As of Array.sort. */
export type NameOrder = (one: string, other: string) => number;

/** A class and how many images it has. */
export interface ClassCount {
  readonly label: number;
  readonly name: string;
  readonly train: number;
  readonly validation: number;
}

/** Labels in the order of the names (of their UTF-8 bytes, if no other is given), or in the configured order. */
export function assignLabels(
  classNames: Iterable<string>,
  classOrder: readonly string[] | undefined,
  compareNames: NameOrder = byUtf8,
): ClassLabels {
  const order = classOrder ?? [...classNames].sort(compareNames);
  return new Map(order.map((name, label) => [name, label]));
}

/** A configured order must name exactly the classes that have training images: another one would shift or skip labels. */
export function classOrderProblems(
  classNames: ReadonlySet<string>,
  classOrder: readonly string[] | undefined,
  source = 'the folders',
): DatasetError[] {
  if (classOrder === undefined) return [];
  const listed = new Set(classOrder);
  const unlisted = [...classNames].filter((name) => !listed.has(name)).sort(byUtf8);
  const missing = classOrder.filter((name) => !classNames.has(name));
  return unlisted.length + missing.length === 0 ? [] : [new ClassOrderError(unlisted, missing, source)];
}
