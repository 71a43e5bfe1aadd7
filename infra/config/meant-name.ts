import { distance } from 'fastest-levenshtein';

/** The known name that `name` was probably meant to be, if one is near enough. Letter case, `_` and `-` do not count. */
export function meantName(name: string, known: Iterable<string>): string | undefined {
  const wanted = plain(name);
  const limit = Math.max(1, Math.floor(wanted.length / 3));
  let best: { readonly name: string; readonly changes: number } | undefined;
  for (const candidate of known) {
    const changes = distance(wanted, plain(candidate));
    if (changes <= limit && changes < (best?.changes ?? Number.POSITIVE_INFINITY)) best = { name: candidate, changes };
  }
  return best?.name;
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[_-]/g, '');
}
