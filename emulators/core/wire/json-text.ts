/** How an escape of half a surrogate pair begins; searched for as text, which a large body is done with sooner. */
const SURROGATE_ESCAPES = ['\\ud', '\\uD'];

/**
 * A request's JSON. An escape can write half a surrogate pair, which no other wire format can: it becomes U+FFFD, as its bytes
 * would, since what is made of it further on (addresses, files) takes whole characters only.
 */
export function parseRequestJson(text: string): unknown {
  if (!SURROGATE_ESCAPES.some((start) => text.includes(start))) return JSON.parse(text);
  return JSON.parse(text, (_, value: unknown) => (typeof value === 'string' ? value.toWellFormed() : value));
}
