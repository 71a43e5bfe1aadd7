import type { ProgramSnapshot, ResourceSnapshot } from '../program-snapshot.ts';
import { commonChanges, withoutCommon } from './common-changes.ts';
import type { ProgramChange, ResourceChange } from './program-change.ts';
import { isRecord, propertyChanges } from './property-change.ts';
import { type Rename, renamedResources, withNewNames } from './renames.ts';
import { isUnchanged, resourceParts } from './resource-changes.ts';

/** The stack output in which a program says what a run can cost. */
const COST_OUTPUT = 'runCost';

/** Everything in which the second program asks for something else than the first. */
export function comparePrograms(before: ProgramSnapshot, after: ProgramSnapshot): ProgramChange {
  const renamed = renamedResources(before, after);
  const base = withNewNames(before, renamed);
  const changes = [
    ...after.resources.flatMap((resource) => changeOf(resource, base, renamed)),
    ...base.resources.filter((resource) => find(after, resource) === undefined).map(removal),
  ].sort(byName);
  const common = commonChanges(changes);
  const unchanged = after.resources.length - changes.filter(({ kind }) => kind !== 'removed').length;
  return {
    stack: after.stack,
    config: propertyChanges(configOf(before), configOf(after)),
    resources: withoutCommon(changes, common),
    common,
    outputs: propertyChanges(withoutCost(base.outputs), withoutCost(after.outputs)),
    cost: { ...optional('before', costText(before)), ...optional('after', costText(after)) },
    unchanged,
  };
}

/** The order in which a program registers its resources is not the same every time. */
function byName(left: ResourceChange, right: ResourceChange): number {
  const [one, other] = [left, right].map(({ name, type }) => `${name} ${type}`);
  return (one ?? '') < (other ?? '') ? -1 : 1;
}

function find({ resources }: ProgramSnapshot, { type, name }: ResourceSnapshot): ResourceSnapshot | undefined {
  return resources.find((resource) => resource.type === type && resource.name === name);
}

function changeOf(resource: ResourceSnapshot, base: ProgramSnapshot, renamed: readonly Rename[]): ResourceChange[] {
  const { type, name } = resource;
  const old = find(base, resource);
  const parts = resourceParts(old, resource);
  const rename = renamed.find(({ after }) => after === resource);
  if (rename !== undefined) {
    return [{ kind: 'renamed', type, name, formerName: rename.before.name, aliased: rename.aliased, ...parts }];
  }
  if (old === undefined) return [{ kind: 'added', type, name, ...parts }];
  return isUnchanged(parts) ? [] : [{ kind: 'changed', type, name, ...parts }];
}

function removal({ type, name }: ResourceSnapshot): ResourceChange {
  return { kind: 'removed', type, name, properties: [], statements: [], files: [] };
}

/** As a person writes it in a stack's file: the project's own keys without its name, objects and lists as such. */
function configOf({ config, project }: ProgramSnapshot): Readonly<Record<string, unknown>> {
  const own = `${project}:`;
  const entries = Object.entries(config).map(([key, text]) => [
    key.startsWith(own) ? key.slice(own.length) : key,
    configValue(text),
  ]);
  return Object.fromEntries(entries);
}

function configValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function withoutCost({ [COST_OUTPUT]: cost, ...outputs }: ProgramSnapshot['outputs']): ProgramSnapshot['outputs'] {
  return outputs;
}

function costText({ outputs }: ProgramSnapshot): string | undefined {
  const cost = outputs[COST_OUTPUT];
  return isRecord(cost) && typeof cost['text'] === 'string' ? cost['text'] : undefined;
}

function optional<K extends string>(key: K, value: string | undefined): { readonly [P in K]?: string } {
  return (value === undefined ? {} : { [key]: value }) as { readonly [P in K]?: string };
}
