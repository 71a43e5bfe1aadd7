import type { Operation, OperationKind } from '../plan/operation.ts';
import type { Urn } from '../plan/urn.ts';
import type { FileSummary } from '../program-snapshot.ts';
import type { DataLoss } from './data-losses.ts';
import type { PropertyChange } from './property-change.ts';
import type { StateMachineChange } from './state-machine-change.ts';
import type { ChangeKind, StatementChange } from './statement-changes.ts';

export interface FileChange {
  readonly kind: ChangeKind;
  readonly path: string;
  readonly before?: FileSummary;
  readonly after?: FileSummary;
}

/** `renamed` is kept under another URN by an alias; `recreated` is deleted and made again under another URN, for want of one. */
export type ResourceChangeKind = ChangeKind | 'replaced' | 'imported' | 'renamed' | 'recreated';

/** What differs in one resource, each thing once: a policy by its statements, a definition by its states, code by its files. */
export interface ResourceChange {
  readonly kind: ResourceChangeKind;
  readonly urn: Urn;
  readonly type: string;
  readonly name: string;
  /** Of a renamed or recreated resource. */
  readonly formerUrn?: Urn;
  readonly formerName?: string;
  /** What the engine does to it; of a recreated resource the creation. */
  readonly operation: Operation;
  readonly properties: readonly PropertyChange[];
  readonly statements: readonly StatementChange[];
  readonly files: readonly FileChange[];
  readonly stateMachine?: StateMachineChange;
  /** Inputs whose values are only known during the update, with the names of what they wait for. */
  readonly waiting: readonly { readonly path: string; readonly for: readonly string[] }[];
}

/** The same property change in several resources, such as a tag on everything. */
export interface CommonChange extends PropertyChange {
  readonly resources: readonly string[];
}

/** Resources that are deleted and made again, by the outermost of them. */
export interface LostIdentity {
  readonly urn: Urn;
  readonly formerUrn: Urn;
  /** How many, with itself. */
  readonly resources: number;
  /** The alias, as the program would write it, that keeps them all. */
  readonly alias: string;
}

export interface ProgramChange {
  readonly stack: string;
  /** What deletes or replaces data, in words: the first thing to read. */
  readonly data: readonly DataLoss[];
  readonly lost: readonly LostIdentity[];
  /** Configuration as the program gets it, by qualified key. */
  readonly config: readonly PropertyChange[];
  readonly resources: readonly ResourceChange[];
  readonly common: readonly CommonChange[];
  readonly outputs: readonly PropertyChange[];
  /** What one run can cost at most, in words; absent where a program does not say. */
  readonly cost: { readonly before?: string; readonly after?: string };
  /** What Pulumi's engine does to every resource of either program. */
  readonly operations: readonly Operation[];
}

/** Whether the programs ask for the same. */
export function isEmpty({ config, resources, common, outputs }: ProgramChange): boolean {
  return [config, resources, common, outputs].every((part) => part.length === 0);
}

/** How many operations of each kind the engine plans. */
export function operationCounts({ operations }: ProgramChange): Readonly<Record<OperationKind, number>> {
  const result = { create: 0, import: 0, update: 0, replace: 0, delete: 0, same: 0 };
  for (const { op } of operations) result[op] += 1;
  return result;
}
