import { physicalName } from '../physical-name.ts';
import type { ProgramSnapshot, ResourceSnapshot } from '../program-snapshot.ts';
import { sameJson } from './property-change.ts';

export interface Rename {
  readonly before: ResourceSnapshot;
  readonly after: ResourceSnapshot;
  readonly aliased: boolean;
}

/**
 * Resources that go on under another name: the program says so by an alias, or one of the same type has gone and the
 * other, come with the same inputs but for the names of what has been renamed.
 */
export function renamedResources(before: ProgramSnapshot, after: ProgramSnapshot): readonly Rename[] {
  const found: Rename[] = [];
  for (;;) {
    // What refers to a renamed resource is recognised once that one's new name is in it.
    const more = renamesOf(before, withNewNames(before, found), after, found);
    if (more.length === 0) return found;
    found.push(...more);
  }
}

function renamesOf(
  before: ProgramSnapshot,
  base: ProgramSnapshot,
  after: ProgramSnapshot,
  found: readonly Rename[],
): readonly Rename[] {
  const gone = before.resources.flatMap((original, index) => {
    const now = base.resources[index];
    return now === undefined || has(after, now) ? [] : [{ original, now }];
  });
  const come = after.resources.filter(
    (resource) => !has(before, resource) && !found.some((rename) => rename.after === resource),
  );
  const taken = new Set<ResourceSnapshot>();
  return come.flatMap((resource): Rename[] => {
    const candidates = gone.filter(({ original }) => original.type === resource.type && !taken.has(original));
    const aliased = candidates.find(({ original }) => resource.formerNames.includes(original.name));
    const old = aliased ?? candidates.find(({ now }) => alike(now, resource));
    if (old === undefined) return [];
    taken.add(old.original);
    return [{ before: old.original, after: resource, aliased: aliased !== undefined }];
  });
}

/** The base with every renamed resource under its new name, so that references to it are not taken for changes. */
export function withNewNames(program: ProgramSnapshot, renamed: readonly Rename[]): ProgramSnapshot {
  const names = renamed.map(({ before: { type, name }, after }): Replacement => {
    return [physicalName(type, name), physicalName(type, after.name)];
  });
  const parents = new Map(
    renamed.map(({ before: { type, name }, after }) => [`${type} ${name}`, `${type} ${after.name}`]),
  );
  const resources = program.resources.map((resource) => {
    const rename = renamed.find(({ before }) => before === resource);
    const inputs = replaced(resource.inputs, names);
    return {
      ...resource,
      name: rename?.after.name ?? resource.name,
      parent: parents.get(resource.parent) ?? resource.parent,
      // Its own name may be in it, as in a log group's prefix.
      inputs: Object(rename === undefined ? inputs : replaced(inputs, [[rename.before.name, rename.after.name]])),
    };
  });
  return { ...program, resources, outputs: Object(replaced(program.outputs, names)) };
}

function has({ resources }: ProgramSnapshot, { type, name }: ResourceSnapshot): boolean {
  return resources.some((resource) => resource.type === type && resource.name === name);
}

function alike(before: ResourceSnapshot, after: ResourceSnapshot): boolean {
  const inputs = replaced(before.inputs, [[before.name, after.name]]);
  // A component has no inputs of its own: its place in the tree has to do.
  return sameJson(inputs, after.inputs) && (Object.keys(after.inputs).length > 0 || before.parent === after.parent);
}

type Replacement = readonly [from: string, to: string];

/** A JSON value with names replaced wherever they are in its texts. */
function replaced(value: unknown, names: readonly Replacement[]): unknown {
  if (typeof value === 'string') return names.reduce((text, [from, to]) => text.replaceAll(from, to), value);
  if (Array.isArray(value)) return value.map((item) => replaced(item, names));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, replaced(member, names)]));
}
