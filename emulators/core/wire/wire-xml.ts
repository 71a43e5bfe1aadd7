import { XMLBuilder, XMLParser } from 'fast-xml-parser';

export type XmlValue = string | number | boolean | undefined | XmlObject | readonly XmlValue[];
export interface XmlObject {
  readonly [element: string]: XmlValue;
}

const builder = new XMLBuilder({ ignoreAttributes: false, attributeNamePrefix: '@', suppressEmptyNode: true });

// Values stay strings: an ETag or a version id that looks like a number must come back as it was sent.
const parser = new XMLParser({
  ignoreAttributes: true,
  removeNSPrefix: true,
  parseTagValue: false,
  trimValues: false,
  processEntities: true,
  // Numeric references (&#xD;) are allowed by this option; SDKs send line breaks in keys that way.
  htmlEntities: true,
});

/** Control characters that XML normalises or forbids as they are; a tab and a line feed are allowed. */
const UNSAFE_CONTROL = /(?![\t\n])\p{Cc}/gu;

/** An XML document with one root element; members named `@name` become attributes, arrays repeated elements. */
export function toXml(root: string, content: XmlObject, namespace?: string): string {
  const body = namespace === undefined ? content : { '@xmlns': namespace, ...content };
  return `<?xml version="1.0" encoding="UTF-8"?>\n${toXmlElement(root, body)}`;
}

/** An element by itself, to be put into a document. */
export function toXmlElement(name: string, content: XmlObject): string {
  const text: string = builder.build({ [name]: content });
  return text.replace(UNSAFE_CONTROL, (char) => `&#x${char.charCodeAt(0).toString(16)};`);
}

/** The children of the document's root element, as strings, objects and (for repeated elements) arrays. */
export function fromXml(text: string): { readonly root: string; readonly content: unknown } {
  const parsed: Readonly<Record<string, unknown>> = parser.parse(text, true);
  const [root, ...more] = Object.keys(parsed).filter((name) => !name.startsWith('?'));
  if (root === undefined || more.length > 0) throw new Error('an XML document has one root element');
  return { root, content: parsed[root] };
}

/** An element that may occur once or repeatedly, as a list. */
export function xmlList(value: unknown): readonly unknown[] {
  if (value === undefined || value === '') return [];
  return Array.isArray(value) ? value : [value];
}
