import type { CommonChange, ResourceChange } from './program-change.ts';
import { type PropertyChange, sameJson } from './property-change.ts';
import { isUnchanged } from './resource-changes.ts';

/** A change in fewer resources is shown with each of them. */
const LEAST_RESOURCES = 3;

/** Property changes that several changed resources have in common, shown once instead of with each. */
export function commonChanges(changes: readonly ResourceChange[]): readonly CommonChange[] {
  const found: { change: PropertyChange; resources: string[] }[] = [];
  for (const resource of changes.filter(({ kind }) => kind === 'changed')) {
    for (const change of resource.properties) {
      const known = found.find((other) => sameJson(other.change, change));
      if (known === undefined) found.push({ change, resources: [label(resource)] });
      else known.resources.push(label(resource));
    }
  }
  return found
    .filter(({ resources }) => resources.length >= LEAST_RESOURCES)
    .map(({ change, resources }) => ({ ...change, resources }));
}

/** The changes without what is shown in `common`, and without the resources of which nothing is left then. */
export function withoutCommon(
  changes: readonly ResourceChange[],
  common: readonly CommonChange[],
): readonly ResourceChange[] {
  return changes
    .map((resource) => ({
      ...resource,
      properties: resource.properties.filter((change) => !told(resource, change, common)),
    }))
    .filter((resource) => resource.kind !== 'changed' || !isUnchanged(resource));
}

function told(resource: ResourceChange, change: PropertyChange, common: readonly CommonChange[]): boolean {
  return common.some(({ resources, ...other }) => resources.includes(label(resource)) && sameJson(other, change));
}

function label({ type, name }: ResourceChange): string {
  return `${type} ${name}`;
}
