import { assignLabels, type ClassLabels, classOrderProblems } from '../class-labels.ts';
import type { DatasetError } from '../errors.ts';
import {
  ClassVanishedError,
  continuedLabels,
  LabelConflictError,
  type LabelSources,
  orderConflicts,
  vanishedClasses,
} from './kept-labels.ts';

export interface ChosenLabels {
  readonly labels: ClassLabels;
  readonly problems: readonly DatasetError[];
}

/** Labels of the classes that have training images, and of those that had some when a model was saved. */
export function chooseLabels(
  sources: Omit<LabelSources, 'kept'> & { readonly kept: ClassLabels | undefined },
  trainLocation: string,
  labelsUri: string,
): ChosenLabels {
  const { trained, classOrder, kept, allowVanishedClasses, compareNames, labelsFileUri } = sources;
  if (kept === undefined) {
    return {
      labels: assignLabels(trained, classOrder, compareNames),
      problems: classOrderProblems(trained, classOrder, labelsFileUri),
    };
  }
  const withKept = { ...sources, kept };
  const vanished = vanishedClasses(withKept);
  const known = allowVanishedClasses ? new Set([...trained, ...vanished]) : trained;
  const conflicts = orderConflicts(withKept);
  return {
    labels: continuedLabels(withKept),
    problems: [
      ...classOrderProblems(known, classOrder, labelsFileUri),
      ...(conflicts.length > 0 ? [new LabelConflictError(conflicts, labelsUri)] : []),
      ...(vanished.length > 0 && !allowVanishedClasses
        ? [new ClassVanishedError(vanished, trainLocation, labelsUri)]
        : []),
    ],
  };
}
