/** https://www.w3.org/TR/xml/#charsets: no control characters but tab, line feed and return, no half pairs, not U+FFFE and U+FFFF. */
const FORBIDDEN = /(?![\t\n\r\x7f-\x9f])[\p{Cc}\p{Cs}\ufffe\uffff]/u;
/** An ampersand stands for nothing but the beginning of a reference. */
const REFERENCES = /&(?:#x(?<hex>[0-9a-fA-F]+);|#(?<decimal>[0-9]+);|(?<name>[^;&<\s]*);|)/gu;
const PREDEFINED = ['amp', 'lt', 'gt', 'quot', 'apos'];
const LAST_CODE_POINT = 0x10ffff;
/** In these an ampersand is an ampersand. */
const LITERAL_SECTIONS = /<!\[CDATA\[.*?\]\]>|<!--.*?-->/gsu;

/**
 * Whether a document holds only characters that XML 1.0 has, as they are or by reference, and no entity but XML's own: the
 * parser would let others pass or drop them, and a key would become the key of another object.
 */
export function holdsXmlText(document: string): boolean {
  if (FORBIDDEN.test(document)) return false;
  const text = document.replace(LITERAL_SECTIONS, '');
  return !text.includes('<!DOCTYPE') && [...text.matchAll(REFERENCES)].every(({ groups }) => isReference(groups ?? {}));
}

function isReference({ hex, decimal, name }: Readonly<Record<string, string | undefined>>): boolean {
  if (name !== undefined) return PREDEFINED.includes(name);
  const codePoint = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
  return codePoint <= LAST_CODE_POINT && !FORBIDDEN.test(String.fromCodePoint(codePoint));
}
