import { readFileSync } from 'node:fs';

// The tests' own reading of the API model: nothing of the emulator's, so that a mistake there cannot hide here.

export interface ModelPlace {
  /** The reduced model, in emulators/. */
  readonly model: string;
  /** How requests are written. */
  readonly protocol: 'json' | 'query' | 'rest';
}

export interface MemberReference {
  readonly shape: string;
  /** Where a REST request has it; its body where this is absent. */
  readonly location?: 'uri' | 'querystring' | 'header';
  readonly locationName?: string;
}

export interface Shape {
  readonly type:
    | 'structure'
    | 'list'
    | 'map'
    | 'string'
    | 'integer'
    | 'long'
    | 'float'
    | 'double'
    | 'boolean'
    | 'timestamp'
    | 'blob';
  readonly required?: readonly string[];
  /** The member that is a REST request's whole body. */
  readonly payload?: string;
  readonly members?: Readonly<Record<string, MemberReference>>;
  readonly member?: { readonly shape: string };
  readonly key?: MemberReference;
  readonly value?: MemberReference;
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: string;
  readonly enum?: readonly string[];
}

interface ModelFile {
  /** In the reduced copy. */
  readonly inputs?: Readonly<Record<string, string>>;
  /** In botocore's file. */
  readonly operations?: Readonly<Record<string, { readonly input?: { readonly shape: string } }>>;
  readonly shapes: Readonly<Record<string, Shape>>;
  /** Method and path by operation, in the reduced copy of a REST service. */
  readonly places?: Readonly<Record<string, string>>;
}

const EMULATORS = new URL('../../emulators/', import.meta.url);
const NO_INPUT: Shape = { type: 'structure', members: {} };

export class ModelFacts {
  readonly #file: ModelFile;
  readonly operations: readonly string[];
  readonly protocol: ModelPlace['protocol'];

  /** Reads the reduced copy in emulators/, or the same operations of a whole model such as botocore's service-2.json. */
  constructor({ model, protocol }: ModelPlace, wholeModel?: string) {
    const reduced = read(new URL(model, EMULATORS));
    this.#file = wholeModel === undefined ? reduced : read(wholeModel);
    this.operations = Object.keys(reduced.inputs ?? {});
    this.protocol = protocol;
  }

  placeOf(operation: string): string {
    return this.#file.places?.[operation] ?? '';
  }

  inputOf(operation: string): Shape {
    const { inputs, operations } = this.#file;
    const name = inputs?.[operation] ?? operations?.[operation]?.input?.shape;
    return name === undefined ? NO_INPUT : this.shape(name);
  }

  shape(name: string | undefined): Shape {
    const shape = this.#file.shapes[name ?? ''];
    if (shape === undefined) throw new Error(`the model has no shape ${name}`);
    return shape;
  }

  /** Members of a structure with their shapes. */
  membersOf(shape: Shape): readonly (readonly [string, Shape])[] {
    return Object.entries(shape.members ?? {}).map(([name, { shape: member }]) => [name, this.shape(member)]);
  }

  stringShapes(): readonly (readonly [string, Shape])[] {
    return Object.entries(this.#file.shapes).filter(([, { type }]) => type === 'string');
  }
}

function read(path: string | URL): ModelFile {
  return JSON.parse(readFileSync(path, 'utf8')) as ModelFile;
}
