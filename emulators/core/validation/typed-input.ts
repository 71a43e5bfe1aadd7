import { AwsError } from '../wire/aws-error.ts';
import { isJsonObject } from '../wire/wire-json.ts';
import { type ApiModel, type ScalarShape, type Shape, shapeOf } from './api-model.ts';

/** How a wire format writes values of the model's types, and how it refuses others. */
export interface WireTypes {
  /** The value that is written; undefined if it is not one of that type. */
  readonly scalar: (shape: ScalarShape, written: unknown) => unknown;
  /** What is taken for each type, for refusals. */
  readonly expected: Readonly<Record<Shape['type'], string>>;
  /** AWS's code for values of another type. */
  readonly code: string;
}

/** Far deeper than any request of the APIs; what follows walks over requests recursively. */
const MAX_DEPTH = 64;

/** Refuses values nested so deeply that they cannot be a request. */
export function requireShallow(value: unknown, code: string, depth = 0): void {
  if (typeof value !== 'object' || value === null) return;
  if (depth > MAX_DEPTH) {
    throw new AwsError(code, 400, `[rehearsal] the request is nested deeper than ${MAX_DEPTH} levels`);
  }
  for (const member of Object.values(value)) requireShallow(member, code, depth + 1);
}

/** Reads a request by the model's types and refuses values of other types, wherever they are. */
export class TypedInput {
  readonly #model: ApiModel;
  readonly #types: WireTypes;

  constructor(model: ApiModel, types: WireTypes) {
    this.#model = model;
    this.#types = types;
  }

  /** The value without members that are null, which count as absent; null elements stay, for they are refused later. */
  read(shape: Shape, written: unknown, path: string): unknown {
    if (written === null) return null;
    if (shape.type === 'list') return this.#list(this.#shape(shape.member), written, path);
    if (shape.type === 'map') return this.#map(this.#shape(shape.value), written, path);
    if (shape.type === 'structure') return this.#structure(shape, written, path);
    const value = this.#types.scalar(shape, written);
    return value === undefined ? this.#refuse(shape.type, written, path) : value;
  }

  #list(member: Shape, written: unknown, path: string): unknown[] {
    if (!Array.isArray(written)) return this.#refuse('list', written, path);
    return written.map((element: unknown, index) => this.read(member, element, `${path}[${index}]`));
  }

  #map(member: Shape, written: unknown, path: string): object {
    if (!isJsonObject(written)) return this.#refuse('map', written, path);
    const entries = Object.entries(written);
    return Object.fromEntries(entries.map(([key, value]) => [key, this.read(member, value, `${path}.${key}`)]));
  }

  #structure(shape: Shape & { type: 'structure' }, written: unknown, path: string): object {
    if (!isJsonObject(written)) return this.#refuse('structure', written, path);
    const given = Object.entries(written).filter(([, value]) => value !== null && value !== undefined);
    const members = given.map(([name, value]) => {
      const member = Object.hasOwn(shape.members, name) ? shape.members[name] : undefined;
      const memberPath = path === '' ? name : `${path}.${name}`;
      return [name, member === undefined ? value : this.read(this.#shape(member), value, memberPath)];
    });
    return Object.fromEntries(members) as object;
  }

  #shape(reference: { readonly shape: string }): Shape {
    return shapeOf(this.#model, reference);
  }

  #refuse(type: Shape['type'], written: unknown, path: string): never {
    const { code, expected } = this.#types;
    const where = path === '' ? 'the request' : `'${path}'`;
    const text = `[rehearsal] ${where} is ${described(written)}; the API takes ${expected[type]} there`;
    throw new AwsError(code, 400, text);
  }
}

function described(value: unknown): string {
  if (Array.isArray(value)) return 'a JSON array';
  if (typeof value === 'object') return 'a JSON object';
  return `the JSON ${typeof value} ${JSON.stringify(value)?.slice(0, 100)}`;
}
