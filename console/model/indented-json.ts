import { jsonFault } from './json-fault-text.ts';

/** JSON with a line for each member, only where nothing but space changes: a number of 20 digits or a name given twice stays. */
export function indented(text: string): string {
  if (jsonFault(text) !== undefined) return text;
  const value: unknown = JSON.parse(text);
  return JSON.stringify(value) === text ? JSON.stringify(value, undefined, 2) : text;
}
