import type { ScalarShape } from './api-model.ts';
import { isWhole } from './json-types.ts';
import type { WireTypes } from './typed-input.ts';

/** The query protocol, and paths and query strings of REST: every scalar is text. Times stay as they are written. */
export const QUERY_TYPES: WireTypes = {
  code: 'MalformedInput',
  expected: {
    structure: 'members of its own',
    map: 'entries',
    list: 'members that are numbered',
    string: 'a text',
    blob: 'a text of base64',
    boolean: 'true or false',
    integer: 'a whole number of at most 32 bits',
    long: 'a whole number of at most 64 bits',
    float: 'a number',
    double: 'a number',
    timestamp: 'an ISO 8601 time',
  },
  scalar: (shape, written) => (typeof written === 'string' ? scalarOf(shape, written) : undefined),
};

function scalarOf({ type }: ScalarShape, text: string): unknown {
  switch (type) {
    case 'integer':
    case 'long': {
      const value = numberOf(text);
      return value !== undefined && isWhole(type, value) ? value : undefined;
    }
    case 'float':
    case 'double':
      return numberOf(text);
    case 'boolean':
      return text === 'true' ? true : text === 'false' ? false : undefined;
    case 'timestamp':
      return Number.isNaN(Date.parse(text)) ? undefined : text;
    default:
      return text;
  }
}

function numberOf(text: string): number | undefined {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  return Number.isFinite(value) ? value : undefined;
}
