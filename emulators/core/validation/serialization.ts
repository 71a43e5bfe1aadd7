import { AwsError } from '../wire/aws-error.ts';
import { isJsonObject } from '../wire/wire-json.ts';
import { type ApiModel, type Shape, shapeOf } from './api-model.ts';

const EXPECTED: Readonly<Record<Shape['type'], string>> = {
  structure: 'a JSON object',
  map: 'a JSON object',
  list: 'a JSON array',
  string: 'a JSON string',
  boolean: 'true or false',
  integer: 'a whole JSON number of at most 32 bits',
  long: 'a whole JSON number of at most 64 bits',
  float: 'a JSON number',
  double: 'a JSON number',
  timestamp: 'a JSON number of seconds since 1970 or an ISO 8601 string',
};
const INT32_LIMIT = 2 ** 31;
const INT64_LIMIT = 2 ** 63;

/** Far deeper than any request of the API; what follows walks over requests recursively. */
const MAX_DEPTH = 64;

/** Refuses values nested so deeply that they cannot be a request. */
export function requireShallow(value: unknown, depth = 0): void {
  if (typeof value !== 'object' || value === null) return;
  if (depth > MAX_DEPTH) {
    throw new AwsError(
      'SerializationException',
      400,
      `[rehearsal] the request is nested deeper than ${MAX_DEPTH} levels`,
    );
  }
  for (const member of Object.values(value)) requireShallow(member, depth + 1);
}

/** Refuses JSON values of another type than the model's, wherever they stand; null counts as absent. */
export function requireTypes(model: ApiModel, shape: Shape, value: unknown, path: string): void {
  if (value === undefined || value === null) return;
  if (!hasType(shape, value)) {
    const where = path === '' ? 'the request' : `'${path}'`;
    throw new AwsError(
      'SerializationException',
      400,
      `[rehearsal] ${where} is ${jsonType(value)}; the API takes ${EXPECTED[shape.type]} there`,
    );
  }
  if (shape.type === 'list' && Array.isArray(value)) {
    const member = shapeOf(model, shape.member);
    for (const [index, element] of value.entries()) requireTypes(model, member, element, `${path}[${index}]`);
  } else if (shape.type === 'map' && isJsonObject(value)) {
    const member = shapeOf(model, shape.value);
    for (const [key, element] of Object.entries(value)) requireTypes(model, member, element, `${path}.${key}`);
  } else if (shape.type === 'structure' && isJsonObject(value)) {
    for (const [name, reference] of Object.entries(shape.members)) {
      if (!Object.hasOwn(value, name)) continue;
      requireTypes(model, shapeOf(model, reference), value[name], path === '' ? name : `${path}.${name}`);
    }
  }
}

function hasType(shape: Shape, value: unknown): boolean {
  switch (shape.type) {
    case 'structure':
    case 'map':
      return isJsonObject(value);
    case 'list':
      return Array.isArray(value);
    case 'integer':
      return isWholeBelow(INT32_LIMIT, value);
    case 'long':
      return isWholeBelow(INT64_LIMIT, value);
    case 'float':
    case 'double':
      return typeof value === 'number';
    case 'timestamp':
      return typeof value === 'number' || (typeof value === 'string' && !Number.isNaN(Date.parse(value)));
    default:
      return typeof value === shape.type;
  }
}

/** Two's complement: the least value is the limit's negative, the greatest one less than the limit. */
function isWholeBelow(limit: number, value: unknown): boolean {
  return Number.isInteger(value) && Number(value) >= -limit && Number(value) < limit;
}

function jsonType(value: unknown): string {
  if (Array.isArray(value)) return 'a JSON array';
  if (typeof value === 'object') return 'a JSON object';
  return `the JSON ${typeof value} ${JSON.stringify(value).slice(0, 100)}`;
}
