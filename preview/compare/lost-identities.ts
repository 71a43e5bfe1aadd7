import { nameOf, type Urn } from '../plan/urn.ts';
import type { LostIdentity } from './program-change.ts';
import type { Rename } from './renames.ts';

/** The outermost of the resources that are deleted and made again, each with the alias that keeps it and all under it. */
export function lostIdentities(lost: readonly Rename[]): readonly LostIdentity[] {
  const byUrn = new Map(lost.map((pair) => [pair.after.urn, pair]));
  const outermost = lost.filter(({ after }) => !byUrn.has(after.parent));
  return outermost.map((pair) => ({
    urn: pair.after.urn,
    formerUrn: pair.before.urn,
    resources: lost.filter((other) => isWithin(other.after.urn, pair.after.urn, byUrn)).length,
    alias: aliasText(pair),
  }));
}

function isWithin(urn: Urn, outer: Urn, byUrn: ReadonlyMap<Urn, Rename>): boolean {
  for (let at: Urn | undefined = urn; at !== undefined && byUrn.has(at); at = byUrn.get(at)?.after.parent) {
    if (at === outer) return true;
  }
  return false;
}

/** Only what differs has to be in an alias. */
function aliasText({ before, after }: Rename): string {
  const parts = [
    ...(before.name === after.name ? [] : [`name: '${before.name}'`]),
    ...(before.type === after.type ? [] : [`type: '${before.type}'`]),
    ...(before.parent === after.parent ? [] : [parentText(before.parent)]),
  ];
  return `aliases: [{ ${parts.join(', ')} }]`;
}

function parentText(parent: Urn): string {
  // An alias takes a parent by its URN as well, where the resource itself is not at hand.
  return parent === '' ? 'parent: pulumi.rootStackResource' : `parent: '${parent}' /* ${nameOf(parent)} */`;
}
