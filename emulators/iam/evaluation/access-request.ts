/** Condition keys of a request by their names in lower case: AWS does not care about a key's letter case. */
export type ContextKeys = ReadonlyMap<string, readonly string[]>;

/** One action on one resource, asked of policies. */
export interface AccessRequest {
  /** Such as `s3:GetObject`. */
  readonly action: string;
  /** An ARN; `*` for actions that know no resources. */
  readonly resource: string;
  readonly keys: ContextKeys;
}

export function contextKeys(...groups: readonly Readonly<Record<string, string | readonly string[]>>[]): ContextKeys {
  const entries = groups.flatMap((group) => Object.entries(group));
  return new Map(entries.map(([key, value]) => [key.toLowerCase(), typeof value === 'string' ? [value] : value]));
}
