import type { Operation } from '../plan/operation.ts';
import { nameOf, type Urn } from '../plan/urn.ts';
import type { ProgramSnapshot, ResourceSnapshot } from '../program-snapshot.ts';
import { commonChanges, withoutCommon } from './common-changes.ts';
import { dataLosses } from './data-losses.ts';
import { lostIdentities } from './lost-identities.ts';
import type { ProgramChange, ResourceChange, ResourceChangeKind } from './program-change.ts';
import { isRecord, propertyChanges } from './property-change.ts';
import { find, keptResources, lostResources, type Rename, withNewIds, withNewNames } from './renames.ts';
import { isUnchanged, resourceParts, waitingInputs } from './resource-changes.ts';

/** The stack output in which a program says what a run can cost. */
const COST_OUTPUT = 'runCost';

/** Everything in which the second program asks for something else than the first, and what the engine does about it. */
export function comparePrograms(
  before: ProgramSnapshot,
  after: ProgramSnapshot,
  operations: readonly Operation[],
): ProgramChange {
  const [kept, lost] = [keptResources(before, after, operations), lostResources(before, after, operations)];
  const base = withNewNames(before, [...kept, ...lost, ...replacedResources(before, after, operations)]);
  const programs = { before: base, after, lost, operations };
  const changes = operations.flatMap((operation) => changeOf(operation, programs)).sort(byName);
  const common = commonChanges(changes);
  const outputs = withNewIds(before.outputs, kept);
  return {
    stack: after.stack,
    data: dataLosses(before, after, operations, lost),
    lost: lostIdentities(lost),
    config: propertyChanges(configOf(before), configOf(after)),
    resources: withoutCommon(changes, common),
    common,
    outputs: propertyChanges(withoutCost(outputs), withoutCost(after.outputs)),
    cost: { ...optional('before', costText(before)), ...optional('after', costText(after)) },
    operations,
  };
}

function replacedResources(
  before: ProgramSnapshot,
  after: ProgramSnapshot,
  operations: readonly Operation[],
): Rename[] {
  return operations.flatMap(({ op, urn }) => {
    const [old, now] = [find(before, urn), find(after, urn)];
    return op !== 'replace' || old === undefined || now === undefined ? [] : [{ before: old, after: now }];
  });
}

/** The order in which a program registers its resources is not the same every time. */
function byName(left: ResourceChange, right: ResourceChange): number {
  const [one, other] = [left, right].map(({ name, type }) => `${name} ${type}`);
  return (one ?? '') < (other ?? '') ? -1 : 1;
}

interface Programs {
  readonly before: ProgramSnapshot;
  readonly after: ProgramSnapshot;
  readonly lost: readonly Rename[];
  readonly operations: readonly Operation[];
}

const KINDS: Readonly<Record<Operation['op'], ResourceChangeKind>> = {
  create: 'added',
  import: 'imported',
  update: 'changed',
  replace: 'replaced',
  delete: 'removed',
  same: 'changed',
};

function changeOf(operation: Operation, { before, after, lost, operations }: Programs): ResourceChange[] {
  const { op, urn } = operation;
  if (op === 'delete') return lost.some((pair) => pair.before.urn === urn) ? [] : removal(before, operation);
  const resource = find(after, urn);
  if (resource === undefined) return [];
  const twin = op === 'create' ? lost.find((pair) => pair.after.urn === urn)?.before : undefined;
  const formerUrn = operation.formerUrn ?? twin?.urn;
  const old = find(before, formerUrn ?? urn);
  const parts = resourceParts(old, resource);
  const kind = twin !== undefined ? 'recreated' : kindOf(operation);
  const waiting = waitingInputs(operation, old, resource, operations);
  if (op === 'same' && formerUrn === undefined && isUnchanged({ ...parts, waiting })) return [];
  const former = formerUrn === undefined ? {} : { formerUrn, formerName: nameOf(formerUrn) };
  return [{ kind, ...named(resource), ...former, operation, ...parts, waiting }];
}

function kindOf({ op, formerUrn }: Operation): ResourceChangeKind {
  return formerUrn !== undefined && op !== 'replace' ? 'renamed' : KINDS[op];
}

function removal(before: ProgramSnapshot, operation: Operation): ResourceChange[] {
  const resource = find(before, operation.urn);
  if (resource === undefined) return [];
  const nothing = { properties: [], statements: [], files: [], waiting: [] };
  return [{ kind: 'removed', ...named(resource), operation, ...nothing }];
}

function named({ urn, type, name }: ResourceSnapshot): {
  readonly urn: Urn;
  readonly type: string;
  readonly name: string;
} {
  return { urn, type, name };
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
