export interface KnownProperties {
  readonly props: Readonly<Record<string, unknown>>;
  isUnknown(property: string): boolean;
}

/**
 * Properties as Pulumi hands them to a pack: in a preview an access to what is not known yet throws, at any depth, and would end
 * the whole rule for all resources.
 */
export function knownProperties(given: Readonly<Record<string, unknown>>): KnownProperties {
  const props: Record<string, unknown> = {};
  const unknown = new Set<string>();
  for (const key of Object.keys(given)) {
    try {
      props[key] = whole(given[key]);
    } catch (error) {
      if (!(error instanceof Error) || !error.message.includes("can't be known during preview")) throw error;
      unknown.add(key);
    }
  }
  return { props, isUnknown: (property) => unknown.has(property) };
}

/** The value, once every member of it has been looked at. */
function whole(value: unknown): unknown {
  if (typeof value === 'object' && value !== null) for (const member of Object.values(value)) whole(member);
  return value;
}
