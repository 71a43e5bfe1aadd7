import type { WireResponse } from '../../core/http/http-exchange.ts';
import { fromXml, toXml, type XmlObject, type XmlValue } from '../../core/wire/wire-xml.ts';
import { malformedXml } from './s3-errors.ts';
import { holdsXmlText } from './xml-text.ts';

const NAMESPACE = 'http://s3.amazonaws.com/doc/2006-03-01/';

export function xmlResponse(
  root: string,
  content: XmlObject,
  headers: Readonly<Record<string, string>> = {},
): WireResponse {
  return xmlTextResponse(toXml(root, content, NAMESPACE), headers);
}

export function xmlTextResponse(text: string, headers: Readonly<Record<string, string>> = {}): WireResponse {
  const body = Buffer.from(text, 'utf8');
  return {
    status: 200,
    headers: { 'content-type': 'application/xml', 'content-length': `${body.length}`, ...headers },
    body,
  };
}

/** A document with elements behind its members that stand in an order of their own. */
export function documentWith(root: string, content: XmlObject, elements: string): string {
  const end = `</${root}>`;
  const text = toXml(root, content, NAMESPACE);
  return text.replace(end, () => elements + end);
}

export function emptyResponse(status: number, headers: Readonly<Record<string, string>> = {}): WireResponse {
  return { status, headers: status === 204 ? headers : { 'content-length': '0', ...headers } };
}

export type XmlElement = { readonly [name: string]: unknown };

/** The children of the document's root, which must have that name; anything else is MalformedXML. */
export function parseDocument(text: string, root: string): XmlElement {
  const parsed = parse(text);
  if (parsed.root !== root) throw malformedXml();
  return asElement(parsed.content);
}

function parse(text: string): ReturnType<typeof fromXml> {
  // The parser ignores text after the root.
  if (!holdsXmlText(text) || !/>\s*$/u.test(text)) throw malformedXml();
  try {
    return fromXml(text);
  } catch {
    throw malformedXml();
  }
}

/** An element with children; one without any parses as the empty string. */
export function asElement(value: unknown): XmlElement {
  if (typeof value === 'string' && value.trim() === '') return {};
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw malformedXml();
  return Object.fromEntries(Object.entries(value));
}

/** A parsed document, perhaps with changes, as text again. */
export function documentText(root: string, element: XmlElement): string {
  return toXml(root, xmlObject(element), NAMESPACE);
}

/** Text beside elements is the blanks between them. */
function xmlObject(element: XmlElement): XmlObject {
  const children = Object.entries(element).filter(([name]) => name !== '#text');
  return Object.fromEntries(children.map(([name, value]) => [name, xmlValue(value)]));
}

function xmlValue(value: unknown): XmlValue {
  if (value === undefined || typeof value === 'string') return value;
  return Array.isArray(value) ? value.map(xmlValue) : xmlObject(asElement(value));
}

/** The text of a child element; undefined where there is none. */
export function textOf(element: XmlElement, name: string): string | undefined {
  const value = element[name];
  if (value === undefined || typeof value === 'string') return value;
  throw malformedXml();
}

/** ISO 8601 with whole seconds, as S3 writes times: `2009-10-12T17:50:30.000Z`. */
export function xmlTime(timeMs: number): string {
  return new Date(Math.floor(timeMs / 1000) * 1000).toISOString();
}
