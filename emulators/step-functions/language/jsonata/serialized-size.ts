/**
 * How long a value's JSON text is at least, in characters. An object that is used a thousand times is looked at once: a value of a few
 * doubled objects may have a text that fits into no memory, and writing it out would block everybody else.
 */
export function serializedSize(value: unknown): number {
  return sizeOf(value, new Map());
}

function sizeOf(value: unknown, known: Map<object, number>): number {
  if (typeof value === 'string') return value.length + 2;
  if (typeof value !== 'object' || value === null) return String(value).length;
  const seen = known.get(value);
  if (seen !== undefined) return seen;
  // A circle is JSON.stringify's to refuse.
  known.set(value, 0);
  const size = Array.isArray(value)
    ? value.reduce<number>((total, item) => total + 1 + sizeOf(item, known), 2)
    : Object.entries(value).reduce((total, [name, member]) => total + name.length + 4 + memberSize(member, known), 2);
  known.set(value, size);
  return size;
}

/** Of a member without a value, which JSON leaves out, only the name counts. */
function memberSize(value: unknown, known: Map<object, number>): number {
  return value === undefined || typeof value === 'function' ? 0 : sizeOf(value, known);
}
