/** Longest part of a token that an error shows. */
const MAX_TOKEN_LENGTH = 256;

/**
 * Why a text is not JSON, in the words of AWS's parser where these are known: a bare word, or a name without double quotes. Other
 * faults have the words of this engine's parser.
 */
export function jsonFault(text: string, error: unknown): string {
  const word = bareWord(text);
  if (word !== undefined) {
    // As the parser that AWS has does it.
    const shown = word.length > MAX_TOKEN_LENGTH ? `${word.slice(0, MAX_TOKEN_LENGTH)}...` : word;
    return `Unrecognized token '${shown}': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')`;
  }
  const char = /^\s*\{\s*([^"}\s])/u.exec(text)?.[1];
  if (char !== undefined) {
    return `Unexpected character ('${char}' (code ${char.codePointAt(0)})): was expecting double-quote to start field name`;
  }
  return `[rehearsal] ${error instanceof Error ? error.message : String(error)}`.slice(0, 1_000);
}

/** The word that a text begins with, if JSON has no such word. */
export function bareWord(text: string): string | undefined {
  const word = /^\s*([A-Za-z_$][\w$]*)/.exec(text)?.[1];
  return word === undefined || ['true', 'false', 'null'].includes(word) ? undefined : word;
}
