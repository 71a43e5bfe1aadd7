/**
 * Why a text is not JSON, in the words of AWS's parser where these are known: a bare word, or a name without double quotes. Other
 * faults are told in the words of this engine's parser.
 */
export function jsonFault(text: string, error: unknown): string {
  const word = bareWord(text);
  if (word !== undefined) {
    return `Unrecognized token '${word}': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')`;
  }
  const char = /^\s*\{\s*([^"}\s])/u.exec(text)?.[1];
  if (char !== undefined) {
    return `Unexpected character ('${char}' (code ${char.codePointAt(0)})): was expecting double-quote to start field name`;
  }
  return `[rehearsal] ${error instanceof Error ? error.message : String(error)}`;
}

/** The word that a text begins with, if JSON has no such word. */
export function bareWord(text: string): string | undefined {
  const word = /^\s*([A-Za-z_$][\w$]*)/.exec(text)?.[1];
  return word === undefined || ['true', 'false', 'null'].includes(word) ? undefined : word;
}
