import type { JsonObject } from '../wire/wire-json.ts';
import { type ApiModel, type ShapeReference, type StructureShape, shapeOf } from './api-model.ts';
import { QUERY_TYPES } from './query-types.ts';
import { inputShape } from './request-validation.ts';

/** Where the members of a REST request are. */
export interface RestParts {
  /** What the path has in the place of each `{Name}`. */
  readonly labels: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** The body's own members. */
  readonly body: JsonObject;
}

export interface RestPlace {
  readonly operation: string;
  readonly labels: RestParts['labels'];
}

/** The operation of a method and a path, whose parts are decoded; undefined where the service has none there. */
export function restPlace(model: ApiModel, method: string, parts: readonly string[]): RestPlace | undefined {
  for (const [operation, place] of Object.entries(model.places ?? {})) {
    const [itsMethod, path = ''] = place.split(' ');
    if (itsMethod !== method) continue;
    const labels = labelsOf(path.split('/').slice(1), parts);
    if (labels !== undefined) return { operation, labels };
  }
  return undefined;
}

function labelsOf(pattern: readonly string[], parts: readonly string[]): Record<string, string> | undefined {
  if (pattern.length !== parts.length) return undefined;
  const labels: [string, string][] = [];
  for (const [index, expected] of pattern.entries()) {
    const part = parts[index] ?? '';
    if (expected.startsWith('{')) labels.push([expected.slice(1, -1), part]);
    else if (expected !== part) return undefined;
  }
  return Object.fromEntries(labels);
}

/** Whether an operation's body is a document of its own, such as the event of a function, or members of the input. */
export function hasBodyMembers(model: ApiModel, operation: string): boolean {
  const shape = structureOf(model, operation);
  return shape.payload === undefined && Object.values(shape.members).some(({ location }) => location === undefined);
}

/** The request as one input, each member from its place. Texts that are no value of their member's type stay texts, for the check of types to refuse. */
export function restMembers(model: ApiModel, operation: string, parts: RestParts): JsonObject {
  const { members } = structureOf(model, operation);
  const elsewhere = Object.entries(members).filter(([, { location }]) => location !== undefined);
  const names = new Set(elsewhere.map(([name]) => name));
  const read = elsewhere.map(([name, reference]) => [name, locatedValue(model, name, reference, parts)]);
  const body = Object.entries(parts.body).filter(([name]) => !names.has(name));
  return Object.fromEntries([...read.filter(([, value]) => value !== undefined), ...body]);
}

function locatedValue(model: ApiModel, name: string, reference: ShapeReference, parts: RestParts): unknown {
  const { location, locationName = name } = reference;
  const shape = shapeOf(model, reference);
  if (location === 'querystring' && shape.type === 'list') {
    return parts.query.has(locationName) ? parts.query.getAll(locationName) : undefined;
  }
  const text = textAt(location, locationName, parts);
  if (text === undefined || shape.type === 'structure' || shape.type === 'list' || shape.type === 'map') return text;
  return QUERY_TYPES.scalar(shape, text) ?? text;
}

function textAt(location: ShapeReference['location'], name: string, parts: RestParts): string | undefined {
  if (location === 'uri') return parts.labels[name];
  if (location === 'querystring') return parts.query.get(name) ?? undefined;
  const header = parts.headers[name.toLowerCase()];
  return typeof header === 'string' ? header : header?.[0];
}

function structureOf(model: ApiModel, operation: string): StructureShape {
  const shape = inputShape(model, operation);
  if (shape.type !== 'structure') throw new Error(`the input of ${operation} is no structure`);
  return shape;
}
