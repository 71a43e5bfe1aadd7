/** The same text without a hold on the longer text that it was cut from. */
export function copied(text: string): string {
  return Buffer.from(text).toString();
}

/** S3 encodes a space as a plus sign and a plus sign as %2B. */
export function decodeKey(key: string): string {
  const spaced = key.includes('+') ? key.replaceAll('+', ' ') : key;
  return spaced.includes('%') ? decodeURIComponent(spaced) : spaced;
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
