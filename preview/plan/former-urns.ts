import type { Alias, Registration } from './registration.ts';
import { isStack, nameOf, type Place, qualifiedType, typeOf, type Urn, urnOf } from './urn.ts';

/**
 * URNs under which the state may know a resource: its aliases, and those that follow from an alias by which its parent was
 * found, as the engine derives them. `found` has the former URN of each resource that was found by one, by its own.
 */
export function formerUrns(resource: Registration, place: Place, found: ReadonlyMap<Urn, Urn>): readonly Urn[] {
  const { aliases, type, name, parent } = resource;
  const own = aliases.map((alias) => aliasUrn(alias, resource, place, found));
  const formerParent = found.get(parent);
  if (formerParent === undefined) return [...new Set(own)];
  const inherited = [
    childUrn(place, formerParent, nameOf(parent), type, name),
    ...own.map((urn) => childUrn(place, formerParent, nameOf(parent), typeOf(urn), nameOf(urn))),
  ];
  return [...new Set([...own, ...inherited])];
}

function aliasUrn(alias: Alias, resource: Registration, here: Place, found: ReadonlyMap<Urn, Urn>): Urn {
  if (alias.urn !== undefined) return alias.urn;
  const { name = resource.name, type = resource.type } = alias;
  // Where the parent was found by an alias, this is where its children were.
  const given = alias.parent === undefined ? resource.parent : (found.get(alias.parent) ?? alias.parent);
  if (alias.noParent !== true && given !== '' && !isStack(given)) {
    return `${given.slice(0, given.lastIndexOf('::'))}$${type}::${name}`;
  }
  return urnOf({ project: alias.project ?? here.project, stack: alias.stack ?? here.stack }, '', type, name);
}

/** A child whose name begins with its parent's is taken to have changed its name with it. */
function childUrn(place: Place, formerParent: Urn, parentName: string, type: string, name: string): Urn {
  const formerName = name.startsWith(parentName) ? nameOf(formerParent) + name.slice(parentName.length) : name;
  return `urn:pulumi:${place.stack}::${place.project}::${qualifiedType(formerParent)}$${type}::${formerName}`;
}
