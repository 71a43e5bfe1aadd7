import type { ScalarShape } from './api-model.ts';
import type { WireTypes } from './typed-input.ts';

const INT32_LIMIT = 2 ** 31;
const INT64_LIMIT = 2 ** 63;

/** AWS JSON 1.0, 1.1 and REST-JSON bodies. Times stay as they are written. */
export const JSON_TYPES: WireTypes = {
  code: 'SerializationException',
  expected: {
    structure: 'a JSON object',
    map: 'a JSON object',
    list: 'a JSON array',
    string: 'a JSON string',
    blob: 'a JSON string of base64',
    boolean: 'true or false',
    integer: 'a whole JSON number of at most 32 bits',
    long: 'a whole JSON number of at most 64 bits',
    float: 'a JSON number',
    double: 'a JSON number',
    timestamp: 'a JSON number of seconds since 1970 or an ISO 8601 string',
  },
  scalar: (shape, written) => (isWritten(shape, written) ? written : undefined),
};

function isWritten({ type }: ScalarShape, value: unknown): boolean {
  switch (type) {
    case 'integer':
    case 'long':
      return typeof value === 'number' && isWhole(type, value);
    case 'float':
    case 'double':
      return typeof value === 'number';
    case 'timestamp':
      return typeof value === 'number' || (typeof value === 'string' && !Number.isNaN(Date.parse(value)));
    case 'blob':
      return typeof value === 'string';
    default:
      return typeof value === type;
  }
}

/** Two's complement: the least value is the limit's negative, the greatest one less than the limit. */
export function isWhole(type: 'integer' | 'long', value: number): boolean {
  const limit = type === 'integer' ? INT32_LIMIT : INT64_LIMIT;
  return Number.isInteger(value) && value >= -limit && value < limit;
}
