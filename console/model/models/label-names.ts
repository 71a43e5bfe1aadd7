import { isMembers, membersIn, parsedJson, textIn } from '../members.ts';

/** Names by label, from the text of a run's `labels.json`. */
export function classNamesIn(text: string | undefined): ReadonlyMap<number, string> {
  const file = parsedJson(text);
  const labels = isMembers(file) ? membersIn(file, 'labels') : {};
  return new Map(
    Object.entries(labels).flatMap(([name, label]) => (typeof label === 'number' ? [[label, name] as const] : [])),
  );
}

/** Hash of the run's data set, from the same file. */
export function contentHashIn(text: string | undefined): string | undefined {
  const file = parsedJson(text);
  return isMembers(file) ? textIn(membersIn(file, 'training'), 'contentHash') : undefined;
}
