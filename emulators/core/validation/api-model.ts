import { readFileSync } from 'node:fs';

export interface ShapeReference {
  readonly shape: string;
  /** Where a REST request has the member; its body where this is absent. */
  readonly location?: 'uri' | 'querystring' | 'header';
  /** The member's name there. */
  readonly locationName?: string;
}

export interface StructureShape {
  readonly type: 'structure';
  readonly required?: readonly string[];
  /** The member that is a REST request's whole body. */
  readonly payload?: string;
  readonly members: Readonly<Record<string, ShapeReference>>;
}

export interface ListShape {
  readonly type: 'list';
  readonly member: ShapeReference;
  readonly min?: number;
  readonly max?: number;
}

export interface MapShape {
  readonly type: 'map';
  readonly key: ShapeReference;
  readonly value: ShapeReference;
  readonly min?: number;
  readonly max?: number;
}

export interface StringShape {
  readonly type: 'string';
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: string;
  readonly enum?: readonly string[];
}

export interface NumberShape {
  readonly type: 'integer' | 'long' | 'float' | 'double';
  readonly min?: number;
  readonly max?: number;
}

export interface PlainShape {
  readonly type: 'boolean' | 'timestamp' | 'blob';
}

export type ScalarShape = StringShape | NumberShape | PlainShape;
export type Shape = StructureShape | ListShape | MapShape | ScalarShape;

/** The part of AWS's API model that decides which requests are well-formed. */
export interface ApiModel {
  readonly metadata: { readonly apiVersion: string; readonly protocol: string; readonly targetPrefix?: string };
  /** Name of the input shape by operation. */
  readonly inputs: Readonly<Record<string, string>>;
  /** Method and path of every operation of the real service, as in `GET /2015-03-31/functions/{FunctionName}`, where the protocol is REST. */
  readonly places?: Readonly<Record<string, string>>;
  readonly shapes: Readonly<Record<string, Shape>>;
  /** Every operation of the real service. */
  readonly operationNames: readonly string[];
}

const loaded = new Map<string, ApiModel>();

/** The reduced model in a service's own folder (scripts/api-models/reduce-api-models.ts makes it), read when it is first needed. */
export function loadApiModel(file: URL): ApiModel {
  const known = loaded.get(file.href);
  if (known !== undefined) return known;
  const model = JSON.parse(readFileSync(file, 'utf8')) as ApiModel;
  loaded.set(file.href, model);
  return model;
}

export function shapeOf(model: ApiModel, reference: ShapeReference): Shape {
  const shape = model.shapes[reference.shape];
  if (shape === undefined) throw new Error(`the API model has no shape ${reference.shape}`);
  return shape;
}

/** The values of an enumeration. */
export function valuesOf(model: ApiModel, name: string): readonly string[] {
  const shape = shapeOf(model, { shape: name });
  return shape.type === 'string' ? (shape.enum ?? []) : [];
}
