import { isJsonObject } from '../../core/wire/wire-json.ts';
import {
  type ApiModel,
  type ListShape,
  type MapShape,
  type ScalarShape,
  type Shape,
  type StructureShape,
  shapeOf,
} from './api-model.ts';
import { allConstraints, brokenScalarConstraints, brokenSizeConstraints } from './constraints.ts';
import { javaText } from './java-text.ts';

/** Every constraint that `value` breaks, as the sentences of AWS's validation message. Types have been checked before. */
export function findViolations(model: ApiModel, shape: Shape, value: unknown, path: string): string[] {
  if (shape.type === 'structure') return isJsonObject(value) ? structureViolations(model, shape, value, path) : [];
  if (shape.type === 'list') return Array.isArray(value) ? listViolations(model, shape, value, path) : [];
  if (shape.type === 'map') return isJsonObject(value) ? mapViolations(model, shape, value, path) : [];
  return brokenScalarConstraints(shape, value).map((constraint) => sentence(value, path, constraint));
}

function structureViolations(model: ApiModel, shape: StructureShape, value: object, path: string): string[] {
  const given = new Map(Object.entries(value));
  return Object.entries(shape.members).flatMap(([name, reference]) => {
    const member = given.get(name) ?? undefined;
    const memberPath = join(path, lowerFirst(name));
    if (member === undefined) return shape.required?.includes(name) ? [missing(memberPath)] : [];
    return findViolations(model, shapeOf(model, reference), member, memberPath);
  });
}

function listViolations(model: ApiModel, shape: ListShape, value: readonly unknown[], path: string): string[] {
  const size = brokenSizeConstraints(shape, value.length).map((constraint) => sentence(value, path, constraint));
  const member = shapeOf(model, shape.member);
  if (isScalar(member)) return [...size, ...elementViolation(member, value, value, path, 'Member must satisfy')];
  const elements = value.flatMap((element, index) => {
    const elementPath = `${path}.${index + 1}.member`;
    return element === null ? [missing(elementPath)] : findViolations(model, member, element, elementPath);
  });
  return [...size, ...elements];
}

function mapViolations(model: ApiModel, shape: MapShape, value: object, path: string): string[] {
  const entries = Object.entries(value);
  const size = brokenSizeConstraints(shape, entries.length).map((constraint) => sentence(value, path, constraint));
  const keyShape = shapeOf(model, shape.key);
  const valueShape = shapeOf(model, shape.value);
  const keys = isScalar(keyShape)
    ? elementViolation(keyShape, Object.keys(value), value, path, 'Map keys must satisfy')
    : [];
  if (isScalar(valueShape)) {
    const values = elementViolation(valueShape, Object.values(value), value, path, 'Map value must satisfy');
    return [...size, ...keys, ...values];
  }
  const nested = entries.flatMap(([key, member]) => {
    const memberPath = `${path}.${key}.member`;
    return member === null ? [missing(memberPath)] : findViolations(model, valueShape, member, memberPath);
  });
  return [...size, ...keys, ...nested];
}

/** AWS names the whole list or map, and every constraint of its elements, when one element breaks one. */
function elementViolation(
  shape: ScalarShape,
  elements: readonly unknown[],
  whole: unknown,
  path: string,
  rule: string,
): string[] {
  if (elements.includes(null)) return [sentence(whole, path, `${rule} constraint: [Member must not be null]`)];
  const broken = elements.some((element) => brokenScalarConstraints(shape, element).length > 0);
  return broken ? [sentence(whole, path, `${rule} constraint: [${allConstraints(shape).join(', ')}]`)] : [];
}

function isScalar(shape: Shape): shape is ScalarShape {
  return shape.type !== 'structure' && shape.type !== 'list' && shape.type !== 'map';
}

function sentence(value: unknown, path: string, constraint: string): string {
  return `Value '${javaText(value)}' at '${path}' failed to satisfy constraint: ${constraint}`;
}

function missing(path: string): string {
  return `Value null at '${path}' failed to satisfy constraint: Member must not be null`;
}

function join(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}

function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}
