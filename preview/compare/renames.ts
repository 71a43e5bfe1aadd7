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
export function renames(before: ProgramSnapshot, after: ProgramSnapshot): readonly Rename[] {
  const found: Rename[] = [];
  for (;;) {
    // What refers to a renamed resource is recognised once that one's new name stands in it.
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
  // Longer names first: one may be the beginning of another.
  const names = renamed.map(({ before, after }) => [before.name, after.name] as const);
  const ordered = [...names].sort(([left], [right]) => right.length - left.length);
  const rename = (value: unknown) => ordered.reduce((result, [old, now]) => replaceName(result, old, now), value);
  const resources = program.resources.map((resource) => {
    const found = renamed.find(({ before }) => before === resource);
    return {
      ...resource,
      name: found?.after.name ?? resource.name,
      parent: String(rename(resource.parent)),
      inputs: Object(rename(resource.inputs)),
    };
  });
  return { ...program, resources, outputs: Object(rename(program.outputs)) };
}

function has({ resources }: ProgramSnapshot, { type, name }: ResourceSnapshot): boolean {
  return resources.some((resource) => resource.type === type && resource.name === name);
}

function alike(before: ResourceSnapshot, after: ResourceSnapshot): boolean {
  const inputs = replaceName(before.inputs, before.name, after.name);
  // A component has no inputs of its own: its place in the tree has to do.
  return sameJson(inputs, after.inputs) && (Object.keys(after.inputs).length > 0 || before.parent === after.parent);
}

/** A JSON value with a name replaced wherever it stands in a text as a whole word. */
function replaceName(value: unknown, from: string, to: string): unknown {
  if (typeof value === 'string')
    return value.replace(new RegExp(`(?<![\\w-])${escaped(from)}(?![a-zA-Z_])(?!-[a-zA-Z_])`, 'g'), () => to);
  if (Array.isArray(value)) return value.map((item) => replaceName(item, from, to));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, replaceName(member, from, to)]));
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
