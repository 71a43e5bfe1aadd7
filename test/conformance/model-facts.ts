import { readFileSync } from 'node:fs';

// The tests' own reading of the API model: nothing of the emulator's, so that a mistake there cannot hide here.

export interface Shape {
  readonly type: 'structure' | 'list' | 'map' | 'string' | 'integer' | 'long' | 'boolean' | 'timestamp';
  readonly required?: readonly string[];
  readonly members?: Readonly<Record<string, { readonly shape: string }>>;
  readonly member?: { readonly shape: string };
  readonly key?: { readonly shape: string };
  readonly value?: { readonly shape: string };
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: string;
  readonly enum?: readonly string[];
}

interface ModelFile {
  /** In the reduced copy. */
  readonly inputs?: Readonly<Record<string, string>>;
  /** In botocore's file. */
  readonly operations?: Readonly<Record<string, { readonly input: { readonly shape: string } }>>;
  readonly shapes: Readonly<Record<string, Shape>>;
}

const REDUCED_COPY = new URL('../../emulators/sagemaker/model/api-model.json', import.meta.url);

export class ModelFacts {
  readonly #file: ModelFile;
  readonly operations: readonly string[];

  /** Reads the reduced copy, or the same operations of a whole model such as botocore's service-2.json. */
  constructor(path?: string) {
    const served = Object.keys(read(REDUCED_COPY).inputs ?? {});
    this.#file = read(path ?? REDUCED_COPY);
    this.operations = served;
  }

  inputOf(operation: string): Shape {
    const { inputs, operations } = this.#file;
    return this.shape(inputs?.[operation] ?? operations?.[operation]?.input.shape);
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
