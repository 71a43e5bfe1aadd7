import type { Operation } from '../plan/operation.ts';
import type { Urn } from '../plan/urn.ts';
import type { ProgramSnapshot, ResourceSnapshot } from '../program-snapshot.ts';
import { sameJson } from './property-change.ts';

/** A resource that goes on under another URN, or that a person would call the same. */
export interface Rename {
  readonly before: ResourceSnapshot;
  readonly after: ResourceSnapshot;
}

/** Resources that an alias keeps. */
export function keptResources(
  before: ProgramSnapshot,
  after: ProgramSnapshot,
  operations: readonly Operation[],
): readonly Rename[] {
  return operations.flatMap(({ urn, formerUrn }) => pair(find(before, formerUrn), find(after, urn)));
}

/**
 * Resources that are deleted and made again, since nothing says that they are the same: of one type, with the same inputs but for
 * the names of what has been renamed, or the same name elsewhere in the tree.
 */
export function lostResources(
  before: ProgramSnapshot,
  after: ProgramSnapshot,
  operations: readonly Operation[],
): readonly Rename[] {
  const of = (program: ProgramSnapshot, op: Operation['op']) =>
    operations.filter((operation) => operation.op === op).flatMap(({ urn }) => find(program, urn) ?? []);
  const [gone, come] = [of(before, 'delete'), of(after, 'create')];
  const found: Rename[] = [];
  for (;;) {
    // What refers to a renamed resource is recognised once that one's new name is in it.
    const more = pairsOf(gone, come, found);
    if (more.length === 0) return found;
    found.push(...more);
  }
}

function pairsOf(
  gone: readonly ResourceSnapshot[],
  come: readonly ResourceSnapshot[],
  found: readonly Rename[],
): readonly Rename[] {
  const taken = new Set(found.flatMap(({ before, after }) => [before, after]));
  const ids = idReplacements(found);
  const pairs: Rename[] = [];
  for (const after of come.filter((resource) => !taken.has(resource))) {
    const candidates = gone.filter((resource) => !taken.has(resource) && resource.custom === after.custom);
    const before =
      candidates.find(({ type, name }) => type === after.type && name === after.name) ??
      candidates.find((candidate) => candidate.type === after.type && alike(candidate, after, ids)) ??
      candidates.find((candidate) => isParentOfPair(candidate, after, found)) ??
      candidates.find((candidate) => isChildOfPair(candidate, after, found)) ??
      onlyOne(candidates, come, after);
    if (before === undefined) continue;
    taken.add(before);
    pairs.push({ before, after });
  }
  return pairs;
}

function alike(before: ResourceSnapshot, after: ResourceSnapshot, ids: readonly Replacement[]): boolean {
  // A component has no inputs of its own: its children have to do.
  if (Object.keys(after.inputs).length === 0) return false;
  return sameJson(replaced(replaced(before.inputs, ids), [[before.name, after.name]]), after.inputs);
}

function isParentOfPair(before: ResourceSnapshot, after: ResourceSnapshot, found: readonly Rename[]): boolean {
  return found.some((pair) => pair.before.parent === before.urn && pair.after.parent === after.urn);
}

/** A child is mostly called after its parent, and renamed with it. */
function isChildOfPair(before: ResourceSnapshot, after: ResourceSnapshot, found: readonly Rename[]): boolean {
  if (before.type !== after.type) return false;
  return found.some(
    (pair) =>
      pair.before.urn === before.parent &&
      pair.after.urn === after.parent &&
      before.name.replace(pair.before.name, pair.after.name) === after.name,
  );
}

/** Of a type of component of which one goes and one comes, at the same place. */
function onlyOne(
  gone: readonly ResourceSnapshot[],
  come: readonly ResourceSnapshot[],
  after: ResourceSnapshot,
): ResourceSnapshot | undefined {
  const isRival = ({ custom, type, parent }: ResourceSnapshot) =>
    !custom && type === after.type && parent === after.parent;
  const [before, ...others] = gone.filter(isRival);
  return others.length > 0 || come.filter(isRival).length !== 1 ? undefined : before;
}

/** The program with other resources' names and ids as they are afterwards, so that references to them are not taken for changes. */
export function withNewNames(program: ProgramSnapshot, renamed: readonly Rename[]): ProgramSnapshot {
  const ids = idReplacements(renamed);
  const resources = program.resources.map((resource) => {
    const rename = renamed.find(({ before }) => before.urn === resource.urn);
    const inputs = replaced(resource.inputs, ids);
    if (rename === undefined) return { ...resource, inputs: Object(inputs) };
    // Its own name may be in it, as in a log group's prefix.
    return { ...resource, inputs: Object(replaced(inputs, [[rename.before.name, rename.after.name]])) };
  });
  return { ...program, resources };
}

/** Stack outputs with the ids of what goes on under another name. */
export function withNewIds(outputs: ProgramSnapshot['outputs'], kept: readonly Rename[]): ProgramSnapshot['outputs'] {
  return Object(replaced(outputs, idReplacements(kept)));
}

type Replacement = readonly [from: string, to: string];

function idReplacements(renamed: readonly Rename[]): readonly Replacement[] {
  return renamed
    .map(({ before, after }): Replacement => [before.id, after.id])
    .filter(([from, to]) => from !== '' && from !== to);
}

/** A JSON value with names replaced wherever they are in its texts. */
function replaced(value: unknown, names: readonly Replacement[]): unknown {
  if (typeof value === 'string') return names.reduce((text, [from, to]) => text.replaceAll(from, to), value);
  if (Array.isArray(value)) return value.map((item) => replaced(item, names));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, replaced(member, names)]));
}

export function find({ resources }: ProgramSnapshot, urn: Urn | undefined): ResourceSnapshot | undefined {
  return urn === undefined ? undefined : resources.find((resource) => resource.urn === urn);
}

function pair(before: ResourceSnapshot | undefined, after: ResourceSnapshot | undefined): Rename[] {
  return before === undefined || after === undefined ? [] : [{ before, after }];
}
