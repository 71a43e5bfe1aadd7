import { CustomerError } from './customer-error.ts';

/** What labels an image of the job must have. */
export interface LabelRules {
  readonly numClasses: number;
  /** One mark, 0 or 1, for each class in place of one class index. */
  readonly multiLabel: boolean;
}

export function labelsPerImage({ numClasses, multiLabel }: LabelRules): number {
  return multiLabel ? numClasses : 1;
}

/** What is wrong with an image's labels, given that there are as many as there must be. */
export function labelFaults(labels: readonly number[], { numClasses, multiLabel }: LabelRules): string[] {
  if (multiLabel) {
    const wrong = labels.find((mark) => mark !== 0 && mark !== 1);
    return wrong === undefined ? [] : [`label ${wrong} is neither 0 nor 1 (multi_label is 1)`];
  }
  return labels
    .filter((label) => !(Number.isInteger(label) && label >= 0 && label < numClasses))
    .map((label) => `label ${label} is not from 0 to ${numClasses - 1} (num_classes is ${numClasses})`);
}

/** In the words of the algorithm. */
export function labelCountMismatch(found: number, { numClasses }: LabelRules, details: string[]): CustomerError {
  return new CustomerError(
    `Mismatch between number of labels in the multi-label data (${found}) and the num_classes parameter (${numClasses}).`,
    details,
  );
}

/** The classes that no image has, among a job's labels; the algorithm is not known to mind. */
export function classesWithoutImage(labels: Uint32Array, { numClasses, multiLabel }: LabelRules): number[] {
  const seen = new Set<number>();
  labels.forEach((label, at) => {
    if (!multiLabel) seen.add(label);
    else if (label === 1) seen.add(at % numClasses);
  });
  const missing: number[] = [];
  for (let label = 0; label < numClasses && missing.length < MOST_NAMED_CLASSES; label++) {
    if (!seen.has(label)) missing.push(label);
  }
  return missing;
}

const MOST_NAMED_CLASSES = 20;
