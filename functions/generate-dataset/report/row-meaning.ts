import type { ClassLabels } from '../class-labels.ts';
import { type ClassRule, FOLDER_RULE } from '../inputs/class-rule.ts';
import { labelNumbers } from '../inputs/row-label.ts';
import type { LabelledPath, RowMeaning } from './row-changes.ts';

/**
 * What rows mean whose images have their classes by `rule` now. `earlierNames`: names of the earlier run's classes by label;
 * absent where both runs have classes by folders, so that a path says its class.
 */
export function rowMeaning(
  rule: ClassRule,
  labels: ClassLabels,
  earlierNames?: ReadonlyMap<number, string>,
): RowMeaning {
  return {
    labelsOf: labelNumbers(rule, labels),
    classesOf: (path) => rule.classesOf(rule.groupOf(path)),
    earlierClassesOf: earlierNames === undefined ? classesByPath() : classesByLabel(earlierNames),
  };
}

/** Gives the same list as long as the class is the same. */
function classesByPath(): RowMeaning['earlierClassesOf'] {
  let name: string | undefined;
  let classes: readonly string[] = [];
  return ({ path }) => {
    if (name !== undefined && path.startsWith(name) && path[name.length] === '/') return classes;
    name = FOLDER_RULE.groupOf(path);
    classes = [name];
    return classes;
  };
}

function classesByLabel(names: ReadonlyMap<number, string>): RowMeaning['earlierClassesOf'] {
  let last = '';
  let classes: readonly string[] = [];
  return ({ labels }: LabelledPath) => {
    if (labels === last) return classes;
    last = labels;
    classes = labels === '' ? [] : labels.split(',').map((label) => names.get(Number(label)) ?? `label ${label}`);
    return classes;
  };
}
