import { tagProblems } from './config-rules.ts';
import { checkHyperparameters } from './hyperparameters/hyperparameters.ts';
import { PROGRAM_TAGS } from './resource-tags.ts';

/** For settings that are objects: the texts, or lines that say what is wrong with which member. */
export function hyperparameters(members: Readonly<Record<string, unknown>>) {
  const { values, problems } = checkHyperparameters(members);
  return problems.length > 0 ? problems : values;
}

export function tags(members: Readonly<Record<string, unknown>>) {
  const problems = tagProblems(members, PROGRAM_TAGS);
  if (problems.length > 0) return problems;
  return Object.fromEntries(Object.entries(members).map(([key, value]) => [key, String(value)]));
}

/** Shares by class name, each a text such as "0.9" or a number. */
export function classShares(members: Readonly<Record<string, unknown>>) {
  const problems = Object.entries(members).flatMap(([name, share]) => [
    ...(isShare(share)
      ? []
      : [`minimumRecall.${name} is ${JSON.stringify(share)}: must be above 0 and at most 1, such as 0.9`]),
    ...(name.endsWith('.$')
      ? [
          `minimumRecall.${name}: a name that ends in ".$" is a path to Step Functions; rename the class, or leave it out`,
        ]
      : []),
  ]);
  if (problems.length > 0) return problems;
  return Object.fromEntries(Object.entries(members).map(([name, share]) => [name, String(share)]));
}

function isShare(share: unknown): boolean {
  if (typeof share !== 'number' && (typeof share !== 'string' || !/^\d(?:\.\d+)?$|^\.\d+$/.test(share))) return false;
  return Number(share) > 0 && Number(share) <= 1;
}
