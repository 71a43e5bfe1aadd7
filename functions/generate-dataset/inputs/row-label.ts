import type { ClassLabels } from '../class-labels.ts';
import type { ClassRule } from './class-rule.ts';

/** Text that stands for the labels of the image at a path below its split's folder. */
export type RowLabel = (path: string) => string;

type Grouping = Pick<ClassRule, 'groupOf' | 'classesOf' | 'severalLabels'>;

/** Texts of groups that are kept: those with a mark for each of many classes are long. */
const KEPT_TEXTS = 1000;

/**
 * The columns between index and path in a `.lst` file: the label, or with several labels an image a 1 or a 0 for each class.
 * Source: the multi-label notebook of the image-classification algorithm in aws/amazon-sagemaker-examples.
 */
export function labelColumns(rule: Grouping, labels: ClassLabels): RowLabel {
  if (!rule.severalLabels) return labelNumbers(rule, labels);
  return byGroup(rule, (group) => {
    const marks = new Array<number>(labels.size).fill(0);
    for (const label of numbersOf(rule, labels, group)) marks[label] = 1;
    return marks.join('\t');
  });
}

/** The labels in rising order, separated by commas. */
export function labelNumbers(rule: Grouping, labels: ClassLabels): RowLabel {
  return byGroup(rule, (group) => numbersOf(rule, labels, group).join(','));
}

function numbersOf(rule: Grouping, labels: ClassLabels, group: string): number[] {
  const numbers = rule.classesOf(group).map((name) => {
    const label = labels.get(name);
    if (label === undefined) throw new Error(`class ${JSON.stringify(name)} has no label`);
    return label;
  });
  return numbers.sort((one, other) => one - other);
}

/** Rows of a group follow each other, mostly. */
function byGroup(rule: Grouping, textOf: (group: string) => string): RowLabel {
  const texts = new Map<string, string>();
  let last: string | undefined;
  let text = '';
  return (path) => {
    const group = rule.groupOf(path);
    if (group === last) return text;
    const known = texts.get(group);
    text = known ?? textOf(group);
    if (known === undefined) {
      if (texts.size >= KEPT_TEXTS) texts.clear();
      texts.set(group, text);
    }
    last = group;
    return text;
  };
}
