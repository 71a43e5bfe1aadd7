/** At most 256 characters go into a model package's metadata. */
export function commitRule(commit: string): string | undefined {
  return /^[\w.@:/-]{1,200}$/.test(commit)
    ? undefined
    : 'must be a commit as Git writes it, such as 9fceb02 or v1.4.0: letters, digits and . _ @ : / -, at most 200';
}

export function classListRule(names: readonly string[]): string | undefined {
  if (names.includes('')) return 'must not have an empty name';
  return new Set(names).size === names.length ? undefined : 'must name each class once';
}
