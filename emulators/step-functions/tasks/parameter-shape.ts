import type { NormalizedSchema } from '@smithy/core/schema';
import { isList, isRecord, type Json, type JsonRecord } from '../language/json.ts';

/** Members that an integration's Parameters may have. */
export interface ParameterShape {
  readonly required: readonly string[];
  readonly optional: readonly string[];
  /** Of the API's request, for what lies deeper; absent where only the members themselves are known. */
  readonly schema?: NormalizedSchema;
}

/** All members of the API's request, of which Step Functions requires some. */
export function parameterShape(schema: NormalizedSchema, required: readonly string[] = []): ParameterShape {
  const names = [...schema.structIterator()].map(([name]) => capitalized(name));
  return { required, optional: names.filter((name) => !required.includes(name)), schema };
}

const DYNAMIC = /\.\$$/;

/** What is wrong with Parameters, filled or still a template: unknown members at any depth, and required ones that are missing. */
export function parameterProblems(parameters: JsonRecord, shape: ParameterShape): readonly string[] {
  const { required, optional, schema } = shape;
  const names = Object.keys(parameters).map((name) => name.replace(DYNAMIC, ''));
  const unsupported = names.filter((name) => !required.includes(name) && !optional.includes(name));
  const nested = Object.entries(parameters).flatMap(([name, value]) => {
    const member = schema === undefined ? undefined : memberNamed(schema, name);
    return member === undefined ? [] : unsupportedBelow(value, member[1]);
  });
  return [
    ...[...unsupported, ...nested].map((name) => `The field "${name}" is not supported by Step Functions`),
    ...required
      .filter((name) => !names.includes(name))
      .map((name) => `The field "${name}" is required but was missing`),
  ];
}

/** Members that no structure of the API has. A value of another type than the API's is left to the service. */
function unsupportedBelow(value: Json, schema: NormalizedSchema): readonly string[] {
  if (isList(value)) {
    if (!schema.isListSchema()) return [];
    return value.flatMap((item) => unsupportedBelow(item, schema.getValueSchema()));
  }
  if (!isRecord(value)) return [];
  if (schema.isMapSchema()) {
    return Object.values(value).flatMap((item) => unsupportedBelow(item, schema.getValueSchema()));
  }
  if (!schema.isStructSchema()) return [];
  return Object.entries(value).flatMap(([name, item]) => {
    const plain = name.replace(DYNAMIC, '');
    const member = memberNamed(schema, plain);
    if (member === undefined) return [plain];
    return DYNAMIC.test(name) ? [] : unsupportedBelow(item, member[1]);
  });
}

/** The member that Parameters call `name`: as the API does, with a capital first letter. */
export function memberNamed(schema: NormalizedSchema, name: string): readonly [string, NormalizedSchema] | undefined {
  for (const [member, memberSchema] of schema.structIterator()) {
    if (capitalized(member) === name) return [member, memberSchema];
  }
  return undefined;
}

/** `stateMachineArn` as `StateMachineArn`. */
export function capitalized(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
