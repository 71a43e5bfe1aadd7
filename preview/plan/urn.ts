/** A resource's identity in Pulumi's state: `urn:pulumi:<stack>::<project>::<types of its parents and its own>::<name>`. */
export type Urn = string;

export const STACK_TYPE = 'pulumi:pulumi:Stack';

export interface Place {
  readonly project: string;
  readonly stack: string;
}

/** As the engine makes it: of the parent its types go in, but for the stack's own. */
export function urnOf({ project, stack }: Place, parent: Urn, type: string, name: string): Urn {
  const outer = parent === '' || isStack(parent) ? '' : `${qualifiedType(parent)}$`;
  return `urn:pulumi:${stack}::${project}::${outer}${type}::${name}`;
}

export function isStack(urn: Urn): boolean {
  return qualifiedType(urn) === STACK_TYPE;
}

/** Types from the outside in, joined by `$`. */
export function qualifiedType(urn: Urn): string {
  return urn.split('::')[2] ?? '';
}

export function typeOf(urn: Urn): string {
  return qualifiedType(urn).split('$').at(-1) ?? '';
}

/** A name may have `::` in it. */
export function nameOf(urn: Urn): string {
  return urn.split('::').slice(3).join('::');
}
