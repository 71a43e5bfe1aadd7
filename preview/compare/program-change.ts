import type { FileSummary } from '../program-snapshot.ts';
import type { PropertyChange } from './property-change.ts';
import type { StateMachineChange } from './state-machine-change.ts';
import type { ChangeKind, StatementChange } from './statement-changes.ts';

export interface FileChange {
  readonly kind: ChangeKind;
  readonly path: string;
  readonly before?: FileSummary;
  readonly after?: FileSummary;
}

/** What differs in one resource, each thing once: a policy by its statements, a definition by its states, code by its files. */
export interface ResourceChange {
  readonly kind: ChangeKind | 'renamed';
  readonly type: string;
  readonly name: string;
  /** Of a renamed resource. */
  readonly formerName?: string;
  /** Whether the program names the former name by an alias: without one the engine deletes and makes again. */
  readonly aliased?: boolean;
  readonly properties: readonly PropertyChange[];
  readonly statements: readonly StatementChange[];
  readonly files: readonly FileChange[];
  readonly stateMachine?: StateMachineChange;
}

/** The same property change in several resources, such as a tag on everything. */
export interface CommonChange extends PropertyChange {
  readonly resources: readonly string[];
}

export interface ProgramChange {
  readonly stack: string;
  /** Configuration as the program gets it, by qualified key. */
  readonly config: readonly PropertyChange[];
  readonly resources: readonly ResourceChange[];
  readonly common: readonly CommonChange[];
  readonly outputs: readonly PropertyChange[];
  /** What one run can cost at most, in words; absent where a program does not say. */
  readonly cost: { readonly before?: string; readonly after?: string };
  /** Resources of the new program that are as they were. */
  readonly unchanged: number;
}

/** Whether the programs ask for the same. */
export function isEmpty({ config, resources, common, outputs }: ProgramChange): boolean {
  return [config, resources, common, outputs].every((part) => part.length === 0);
}

/** How many resources are added, changed, renamed and removed; those with only a common change count as changed. */
export function changeCounts(change: ProgramChange): Readonly<Record<ResourceChange['kind'], number>> {
  const result = { added: 0, changed: 0, renamed: 0, removed: 0 };
  for (const { kind } of change.resources) result[kind] += 1;
  const named = new Set(change.resources.map(({ type, name }) => `${type} ${name}`));
  const others = new Set(change.common.flatMap(({ resources }) => resources).filter((label) => !named.has(label)));
  return { ...result, changed: result.changed + others.size };
}
