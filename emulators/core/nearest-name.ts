import { distance } from 'fastest-levenshtein';

/** The known name that a misspelt one was probably meant to be, if one is near enough; `_`, `-` and letter case do not count. */
export function nearestName(misspelt: string, known: readonly string[]): string | undefined {
  const wanted = plain(misspelt);
  const mostDistant = Math.max(1, Math.floor(wanted.length / 3));
  const [nearest] = known
    .map((name) => ({ name, changes: distance(wanted, plain(name)) }))
    .filter(({ changes }) => changes <= mostDistant)
    .sort((one, other) => one.changes - other.changes);
  return nearest?.name;
}

/** `did you mean "X"?`, or all that there is. */
export function suggestion(misspelt: string, known: readonly string[]): string {
  const near = nearestName(misspelt, known);
  return near === undefined ? `known are ${known.join(', ')}` : `did you mean "${near}"?`;
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[_-]/g, '');
}
