/** More than any program writes, and few enough for every function here that calls itself for each level. */
export const MAX_NESTING = 1_000;

const STRING_OR_BRACKET = /"(?:[^"\\]|\\.)*"|[[\]{}]/gs;

/** Whether objects and lists of a JSON text lie deeper in each other than MAX_NESTING. */
export function isNestedTooDeep(text: string): boolean {
  let depth = 0;
  for (const [token] of text.matchAll(STRING_OR_BRACKET)) {
    if (token === '{' || token === '[') depth += 1;
    else if (token === '}' || token === ']') depth -= 1;
    if (depth > MAX_NESTING) return true;
  }
  return false;
}
