const MAX_CHARACTERS = 240;

/** A value in one line: JSON, and cut where it is long, with its whole length given. */
export function valueText(value: unknown): string {
  const text = typeof value === 'string' ? quoted(value) : JSON.stringify(value);
  if (text.length <= MAX_CHARACTERS) return text;
  return `${text.slice(0, MAX_CHARACTERS)}… (${text.length} characters)`;
}

/** Without quotes where there is nothing that they would make clearer. */
function quoted(text: string): string {
  return /^[\w.:/*@$-]+$/.test(text) && !/^(?:true|false|null|[\d.-]+)$/.test(text) ? text : JSON.stringify(text);
}
