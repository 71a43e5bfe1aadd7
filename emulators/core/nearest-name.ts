/** The known name that a misspelt one was probably meant to be, if one is near enough; `_`, `-` and letter case do not count. */
export function nearestName(misspelt: string, known: readonly string[]): string | undefined {
  const wanted = plain(misspelt);
  const mostDistant = Math.max(1, Math.floor(wanted.length / 3));
  const [nearest] = known
    .map((name) => ({ name, distance: distanceBetween(wanted, plain(name)) }))
    .filter(({ distance }) => distance <= mostDistant)
    .sort((one, other) => one.distance - other.distance);
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

/** Insertions, deletions and replacements of one character that make one text of the other (Levenshtein). */
function distanceBetween(one: string, other: string): number {
  let above = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let row = 1; row <= one.length; row++) {
    const line = [row];
    for (let column = 1; column <= other.length; column++) {
      const replaced = (above[column - 1] ?? 0) + (one[row - 1] === other[column - 1] ? 0 : 1);
      line.push(Math.min(replaced, (above[column] ?? 0) + 1, (line[column - 1] ?? 0) + 1));
    }
    above = line;
  }
  return above[other.length] ?? 0;
}
