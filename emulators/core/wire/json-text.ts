/** An escape of half a surrogate pair, or of one of a whole pair. */
const SURROGATE_ESCAPE = /\\u[dD][89a-fA-F]/;

/**
 * A request's JSON. An escape can write half a surrogate pair, which no other wire format can: it becomes U+FFFD, as its bytes
 * would, since what is made of it further on (addresses, files) takes whole characters only.
 */
export function parseRequestJson(text: string): unknown {
  if (!SURROGATE_ESCAPE.test(text)) return JSON.parse(text);
  return JSON.parse(text, (_, value: unknown) => (typeof value === 'string' ? value.toWellFormed() : value));
}
