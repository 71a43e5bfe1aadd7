/**
 * What a table says of a name that came from outside: never what every object inherits, such as `constructor` or `__proto__`.
 */
export function ownEntry<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
