import { type LabelRules, labelFaults } from '../checks/label-rules.ts';
import { quotedText } from './lst-line.ts';

/** An image of an augmented manifest: its s3:// address and its labels. */
export interface ManifestRow {
  readonly path: string;
  readonly labels: readonly number[];
}

/** How the labels of a channel are written: a mark for each class, or the indices of an image's classes. */
export type LabelFormat = 'multi-hot' | 'class-id';

export interface ManifestRules extends LabelRules {
  /** Names of the image's and of the label's attribute. */
  readonly attributes: readonly [image: string, label: string];
  readonly labelFormat: LabelFormat;
}

/** The row that a line holds, or what is wrong with it; undefined where one of the attributes is missing. */
export function readManifestLine(line: string, rules: ManifestRules): ManifestRow | string | undefined {
  const [imageName, labelName] = rules.attributes;
  const values = parsed(line);
  if (typeof values !== 'object' || values === null) return `${quotedText(line)} is no JSON object`;
  const image = attribute(values, imageName);
  const label = attribute(values, labelName);
  if (image === undefined || label === undefined) return undefined;
  if (typeof image !== 'string' || !image.startsWith('s3://')) {
    return `'${imageName}', the first of AttributeNames, is ${quotedText(JSON.stringify(image))} and not the s3:// address of an image`;
  }
  const labels = labelsOf(label, rules);
  if (labels === undefined) return `'${labelName}' is ${quotedText(JSON.stringify(label))} and not ${wanted(rules)}`;
  const [fault] = labelFaults(labels, rules);
  return fault ?? { path: image, labels };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function attribute(values: object, name: string): unknown {
  return Object.hasOwn(values, name) ? Object.entries(values).find(([key]) => key === name)?.[1] : undefined;
}

function wanted({ multiLabel, numClasses, labelFormat }: ManifestRules): string {
  if (!multiLabel) return 'a class index';
  return labelFormat === 'multi-hot' ? 'an array of 0 and 1' : `an array of class indices from 0 to ${numClasses - 1}`;
}

/** Numbers may be written as text, as the developer guide's example has them. */
function labelsOf(value: unknown, rules: ManifestRules): readonly number[] | undefined {
  const plain = typeof value === 'string' ? parsed(value) : value;
  const list = Array.isArray(plain) ? plain.map(Number) : rules.multiLabel ? undefined : [plain].map(Number);
  if (list === undefined || plain === null || !list.every(Number.isInteger)) return undefined;
  if (!rules.multiLabel) return list.length === 1 ? list : undefined;
  return rules.labelFormat === 'multi-hot' ? list : toMarks(list, rules.numClasses);
}

/** Undefined where an index is none of a class. */
function toMarks(classes: readonly number[], numClasses: number): readonly number[] | undefined {
  if (classes.some((index) => index < 0 || index >= numClasses)) return undefined;
  const marks = new Array<number>(numClasses).fill(0);
  for (const index of classes) marks[index] = 1;
  return marks;
}
