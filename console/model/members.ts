/** An answer's object: nothing is known of its members yet. */
export type Members = Readonly<Record<string, unknown>>;

export function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The member as an object, empty where it is none. */
export function membersIn(value: Members, name: string): Members {
  const member = value[name];
  return isMembers(member) ? member : {};
}

export function textIn(value: Members, name: string): string | undefined {
  const member = value[name];
  return typeof member === 'string' ? member : undefined;
}

export function numberIn(value: Members, name: string): number | undefined {
  const member = value[name];
  return typeof member === 'number' ? member : undefined;
}

/** Objects in the member's list. */
export function listIn(value: Members, name: string): readonly Members[] {
  const member: unknown = value[name];
  const list: readonly unknown[] = Array.isArray(member) ? member : [];
  return list.filter(isMembers);
}

/** AWS's JSON writes times as seconds since 1970. */
export function timeMsIn(value: Members, name: string): number | undefined {
  const seconds = numberIn(value, name);
  return seconds === undefined ? undefined : Math.round(seconds * 1000);
}

/** The value that a text of JSON holds, or undefined where it holds none. */
export function parsedJson(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
