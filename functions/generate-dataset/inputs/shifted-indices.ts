import type { ClassLabels } from '../class-labels.ts';
import type { ClassRule } from './class-rule.ts';
import { ImageLabelsError } from './labels-file-error.ts';

/** Indices of a labels file that would become other labels, since an index below them has no training images. */
export function shiftedIndices({ areIndices, labelsFile }: ClassRule, labels: ClassLabels): ImageLabelsError[] {
  if (areIndices !== true || labelsFile === undefined) return [];
  const shifted = [...labels].find(([name, label]) => Number(name) !== label);
  if (shifted === undefined) return [];
  const [index, label] = shifted;
  const problem =
    `gives the index ${index}, and its label would be ${label}, since the index ${label} has no training images: add some, ` +
    'or number the classes without it';
  return [new ImageLabelsError(labelsFile.uri, problem)];
}
