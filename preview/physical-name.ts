import { createHash } from 'node:crypto';

const TYPE_CHARACTERS = 4;

/**
 * Stands for the physical name that Pulumi would make of a logical one: the same in every program, and another for each
 * type, so that a reference says what it refers to where resources of several types have one name.
 */
export function physicalName(type: string, name: string): string {
  return `${name}-000${createHash('sha256').update(type).digest('hex').slice(0, TYPE_CHARACTERS)}`;
}
