import { isJsonObject } from '../wire/wire-json.ts';
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
import { javaDouble } from './java-text.ts';
import { missing, type Violation } from './violation.ts';

/** Every constraint that `value` breaks. Types have been checked before. */
export function findViolations(model: ApiModel, shape: Shape, value: unknown, path: string): Violation[] {
  if (shape.type === 'structure') return isJsonObject(value) ? structureViolations(model, shape, value, path) : [];
  if (shape.type === 'list') return Array.isArray(value) ? listViolations(model, shape, value, path) : [];
  if (shape.type === 'map') return isJsonObject(value) ? mapViolations(model, shape, value, path) : [];
  return brokenScalarConstraints(shape, value).map((constraint) => ({ path, value, ...constraint }));
}

function structureViolations(model: ApiModel, shape: StructureShape, value: object, path: string): Violation[] {
  const given = new Map(Object.entries(value));
  return Object.entries(shape.members).flatMap(([name, reference]) => {
    const member = given.get(name) ?? undefined;
    const memberPath = join(path, lowerFirst(name));
    if (member === undefined) return shape.required?.includes(name) ? [missing(memberPath)] : [];
    return findViolations(model, shapeOf(model, reference), member, memberPath);
  });
}

function listViolations(model: ApiModel, shape: ListShape, value: readonly unknown[], path: string): Violation[] {
  const size = brokenSizeConstraints(shape, value.length).map((constraint) => ({ path, value, ...constraint }));
  const member = shapeOf(model, shape.member);
  if (isScalar(member)) return [...size, ...elementViolation(member, value, value, path, 'Member must satisfy')];
  const elements = value.flatMap((element, index) => {
    const elementPath = `${path}.${index + 1}.member`;
    return element === null ? [missing(elementPath)] : findViolations(model, member, element, elementPath);
  });
  return [...size, ...elements];
}

function mapViolations(model: ApiModel, shape: MapShape, value: object, path: string): Violation[] {
  const entries = Object.entries(value);
  const size = brokenSizeConstraints(shape, entries.length).map((constraint) => ({ path, value, ...constraint }));
  const keyShape = shapeOf(model, shape.key);
  const valueShape = shapeOf(model, shape.value);
  const keys = isScalar(keyShape)
    ? elementViolation(keyShape, Object.keys(value), value, path, 'Map keys must satisfy')
    : [];
  if (isScalar(valueShape)) {
    const shown =
      valueShape.type === 'double' ? Object.fromEntries(entries.map(([key, one]) => [key, javaDouble(one)])) : value;
    const values = elementViolation(valueShape, Object.values(value), shown, path, 'Map value must satisfy');
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
  words: string,
): Violation[] {
  const violation = (constraints: string): Violation[] => [
    { path, value: whole, rule: 'elements', constraint: `${words} constraint: [${constraints}]` },
  ];
  if (elements.includes(null)) return violation('Member must not be null');
  const broken = elements.some((element) => brokenScalarConstraints(shape, element).length > 0);
  return broken ? violation(allConstraints(shape).join(', ')) : [];
}

function isScalar(shape: Shape): shape is ScalarShape {
  return shape.type !== 'structure' && shape.type !== 'list' && shape.type !== 'map';
}

function join(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}

function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}
