interface Listed {
  readonly arn: string;
}

/** Of what was listed earlier that which is older than the newest entries reach, and not among them. Both are the newest first. */
export function listedBehind<T extends Listed>(
  newest: readonly T[],
  earlier: readonly T[],
  timeMs: (entry: T) => number,
): readonly T[] {
  const last = newest.at(-1);
  if (last === undefined) return [];
  const listed = new Set(newest.map(({ arn }) => arn));
  return earlier.filter((entry) => !listed.has(entry.arn) && timeMs(entry) <= timeMs(last));
}
