/** The same text without a hold on the longer text that it was cut from. */
export function copied(text: string): string {
  return Buffer.from(text).toString();
}

/** The listing gives a key that is no text: `.lst` files and requests can hold only UTF-8. */
class UnreadableKeyError extends Error {
  override readonly name = 'UnreadableKeyError';

  constructor(key: string) {
    super(`the key ${JSON.stringify(key)}, percent-encoded as it is listed, is not UTF-8; rename the object`);
  }
}

/** S3 encodes a space as a plus sign and a plus sign as %2B. @throws {UnreadableKeyError} */
export function decodeKey(key: string): string {
  const spaced = key.includes('+') ? key.replaceAll('+', ' ') : key;
  if (!spaced.includes('%')) return spaced;
  try {
    return decodeURIComponent(spaced);
  } catch {
    throw new UnreadableKeyError(key);
  }
}

/** What stands between two texts; empty where the first is missing. */
export function between(text: string, open: string, close: string, from = 0, to = text.length): string {
  const at = text.indexOf(open, from);
  if (at < 0 || at >= to) return '';
  const start = at + open.length;
  return text.slice(start, text.indexOf(close, start));
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** Text of an element: the five entities of XML and numbered characters. */
export function plainText(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex?: string, decimal?: string, name?: string) => {
    if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16));
    if (decimal !== undefined) return String.fromCodePoint(Number(decimal));
    return ENTITIES[name ?? ''] ?? whole;
  });
}
