import { tagProblems } from './config-rules.ts';
import { checkHyperparameters } from './hyperparameters.ts';
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
