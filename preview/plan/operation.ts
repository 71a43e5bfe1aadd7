import type { Urn } from './urn.ts';

/** As Pulumi's engine calls them; a replacement is its `replace` with the creation and the deletion that belong to it. */
export type OperationKind = 'create' | 'update' | 'replace' | 'delete' | 'same' | 'import';

/** What Pulumi's engine does to one resource of the stack. */
export interface Operation {
  readonly op: OperationKind;
  readonly urn: Urn;
  /** The URN by which the state knows it, where an alias found it under another. */
  readonly formerUrn?: Urn;
  /** Inputs that differ, or whose values are not known before the update. */
  readonly changed: readonly string[];
  /** Of `changed`: those that wait for outputs of other resources. */
  readonly unknown: readonly string[];
  /** Of a replacement: the inputs that cannot be changed in place, or `region`, or `provider`. */
  readonly replacedFor: readonly string[];
  /** It is marked for protection: the engine refuses the whole update. */
  readonly refused: boolean;
  /** What is there on AWS stays there, outside the stack. */
  readonly retained: boolean;
  /** Whether a changed input of this type replaces it is not known here. */
  readonly uncertain: boolean;
}
