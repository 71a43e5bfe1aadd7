/** A JSON value as JSON.parse gives it. */
export type Json = null | boolean | number | string | readonly Json[] | JsonRecord;
export interface JsonRecord {
  readonly [member: string]: Json;
}

/** JSON.parse with the type that it really has; throws SyntaxError. */
export function parseJson(text: string): Json {
  return JSON.parse(text) as Json;
}

export function isRecord(value: Json | undefined): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** A member that the record itself holds; never one that all objects inherit. */
export function ownMember(record: JsonRecord, name: string): Json | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

/** Same value: the order of an object's members does not count. */
export function sameJson(a: Json, b: Json): boolean {
  if (isList(a)) {
    return isList(b) && a.length === b.length && a.every((item, index) => sameJson(item, b[index] ?? null));
  }
  if (!isRecord(a)) return a === b;
  if (!isRecord(b)) return false;
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length &&
    names.every((name) => Object.hasOwn(b, name) && sameJson(a[name] ?? null, b[name] ?? null))
  );
}

/** One text for all that is the same value: members are sorted. */
export function sortedText(value: Json): string {
  if (isList(value)) return `[${value.map(sortedText).join(',')}]`;
  if (!isRecord(value)) return JSON.stringify(value);
  const members = Object.keys(value).sort();
  return `{${members.map((name) => `${JSON.stringify(name)}:${sortedText(value[name] ?? null)}`).join(',')}}`;
}

const STRING_OR_BLANKS = /"(?:[^"\\]|\\.)*"|[ \t\r\n]+/g;

/** A state's input or output. Data that no state touched keeps the text it came in, long numbers included. */
export class Payload {
  readonly value: Json;
  #text: string | undefined;

  constructor(value: Json, text?: string) {
    this.value = value;
    this.#text = text;
  }

  static parse(text: string): Payload {
    return new Payload(parseJson(text), text);
  }

  /** A list of what others gave, whose texts it keeps. */
  static list(items: readonly Payload[]): Payload {
    return new Payload(
      items.map(({ value }) => value),
      `[${items.map(({ text }) => text).join(',')}]`,
    );
  }

  /** The same data written without blanks; numbers keep their digits. */
  compact(): Payload {
    const text = this.text.replace(STRING_OR_BLANKS, (part) =>
      part.startsWith('"') ? JSON.stringify(JSON.parse(part)) : '',
    );
    return text === this.text ? this : new Payload(this.value, text);
  }

  get text(): string {
    this.#text ??= JSON.stringify(this.value);
    return this.#text;
  }
}
