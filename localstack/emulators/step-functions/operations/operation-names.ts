/** Operations of the real service that answer 501 here. */
export const KNOWN_OPERATIONS: ReadonlySet<string> = new Set(['TestState']);
