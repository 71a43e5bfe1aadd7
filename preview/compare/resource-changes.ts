import type { Operation } from '../plan/operation.ts';
import { nameOf, typeOf } from '../plan/urn.ts';
import type { FileSummary, FilesValue, ResourceSnapshot } from '../program-snapshot.ts';
import type { FileChange, ResourceChange } from './program-change.ts';
import { isRecord, jsonObject, type PropertyChange, propertyChanges, sameJson } from './property-change.ts';
import { stateMachineChange } from './state-machine-change.ts';
import { statementChanges, statementsOf } from './statement-changes.ts';
import { isDefinition } from './states.ts';

type Parts = Pick<ResourceChange, 'properties' | 'statements' | 'files' | 'stateMachine'>;
const NOTHING: Parts = { properties: [], statements: [], files: [] };

/** What differs between two states of one resource. */
export function resourceParts(before: ResourceSnapshot | undefined, after: ResourceSnapshot): Parts {
  const [old, now] = [before?.inputs ?? {}, after.inputs];
  const keys = [...new Set([...Object.keys(old), ...Object.keys(now)])];
  const inputs = keys.map((key) => inputParts(key, old[key], now[key]));
  const options = before === undefined ? shownOptions(after) : optionChanges(before, after);
  return [...inputs, { ...NOTHING, properties: options }].reduce(joined, NOTHING);
}

/** Inputs of which nothing else is shown: they differ by what other resources are called that are made during the update. */
export function waitingInputs(
  { changed, op }: Operation,
  before: ResourceSnapshot | undefined,
  after: ResourceSnapshot,
  operations: readonly Operation[],
): ResourceChange['waiting'] {
  if (op !== 'update' && op !== 'replace') return [];
  const made = operations.filter((other) => ['create', 'replace', 'import'].includes(other.op)).map(({ urn }) => urn);
  const waiting = changed.map((path) => {
    const urns = (after.propertyDependencies[path] ?? []).filter((urn) => made.includes(urn));
    return { path, for: urns.map((urn) => `${typeOf(urn)} ${nameOf(urn)}`) };
  });
  return waiting.filter(
    (input) => input.for.length > 0 && sameJson(before?.inputs[input.path], after.inputs[input.path]),
  );
}

function joined(left: Parts, right: Parts): Parts {
  const stateMachine = left.stateMachine ?? right.stateMachine;
  return {
    properties: [...left.properties, ...right.properties],
    statements: [...left.statements, ...right.statements],
    files: [...left.files, ...right.files],
    ...(stateMachine === undefined ? {} : { stateMachine }),
  };
}

function inputParts(key: string, before: unknown, after: unknown): Parts {
  if (sameJson(before, after)) return NOTHING;
  if (isFiles(before) || isFiles(after)) return { ...NOTHING, files: fileChanges(filesOf(before), filesOf(after)) };
  const [old, now] = [jsonObject(before), jsonObject(after)];
  const [oldStatements, newStatements] = [statementsOf(old), statementsOf(now)];
  if (newStatements !== undefined) {
    return { ...NOTHING, statements: statementChanges(oldStatements ?? [], newStatements) };
  }
  if (isDefinition(now)) {
    const stateMachine = stateMachineChange(isDefinition(old) ? old : {}, now);
    return stateMachine === undefined ? NOTHING : { ...NOTHING, stateMachine };
  }
  return { ...NOTHING, properties: propertyChanges(old ?? before, now ?? after, [key]) };
}

/** Options that matter to what happens to a resource, as far as they are set. */
function optionsOf(resource: ResourceSnapshot): Readonly<Record<string, unknown>> {
  const { protect, retainOnDelete, ignoreChanges, deleteBeforeReplace, replaceOnChanges } = resource;
  const options = { protect, retainOnDelete, ignoreChanges, deleteBeforeReplace, replaceOnChanges };
  const isSet = (value: unknown) =>
    value !== undefined && value !== false && !(Array.isArray(value) && value.length === 0);
  return Object.fromEntries(Object.entries(options).filter(([, value]) => isSet(value)));
}

function optionChanges(before: ResourceSnapshot, after: ResourceSnapshot): readonly PropertyChange[] {
  const changes = propertyChanges(optionsOf(before), optionsOf(after));
  return changes.map((change) => ({ ...change, path: `(${change.path})` }));
}

function shownOptions(resource: ResourceSnapshot): readonly PropertyChange[] {
  return propertyChanges({}, optionsOf(resource)).map((change) => ({ ...change, path: `(${change.path})` }));
}

function isFiles(value: unknown): value is FilesValue {
  return isRecord(value) && Array.isArray(value['$files']);
}

function filesOf(value: unknown): readonly FileSummary[] {
  return isFiles(value) ? value.$files : [];
}

function fileChanges(before: readonly FileSummary[], after: readonly FileSummary[]): readonly FileChange[] {
  const paths = [...new Set([...before, ...after].map(({ path }) => path))];
  return paths.flatMap((path): FileChange[] => {
    const [was, is] = [before, after].map((files) => files.find((file) => file.path === path));
    if (was === undefined) return is === undefined ? [] : [{ kind: 'added', path, after: is }];
    if (is === undefined) return [{ kind: 'removed', path, before: was }];
    return was.sha256 === is.sha256 ? [] : [{ kind: 'changed', path, before: was, after: is }];
  });
}

export function isUnchanged({
  properties,
  statements,
  files,
  stateMachine,
  waiting,
}: Parts & Pick<ResourceChange, 'waiting'>): boolean {
  return properties.length + statements.length + files.length + waiting.length === 0 && stateMachine === undefined;
}
