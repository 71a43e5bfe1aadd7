import type { Urn } from './urn.ts';

/** A former identity of a resource, whole or in those parts that differ from its present one. */
export interface Alias {
  /** Whole; the other parts are not looked at then. */
  readonly urn?: Urn;
  readonly name?: string;
  readonly type?: string;
  readonly parent?: Urn;
  readonly noParent?: boolean;
  readonly project?: string;
  readonly stack?: string;
}

/** What a program asks Pulumi's engine for by one resource, but for its inputs. */
export interface Registration {
  readonly urn: Urn;
  readonly type: string;
  readonly name: string;
  /** Empty where it is the stack. */
  readonly parent: Urn;
  /** Whether a provider makes it; else it is a component. */
  readonly custom: boolean;
  /** URN of a provider of its own; empty for the stack's default. */
  readonly provider: Urn;
  readonly aliases: readonly Alias[];
  readonly protect: boolean;
  readonly retainOnDelete: boolean;
  /** Absent where the provider decides. */
  readonly deleteBeforeReplace?: boolean;
  readonly ignoreChanges: readonly string[];
  readonly replaceOnChanges: readonly string[];
  readonly replaceWith: readonly Urn[];
  /** Id of what exists already and is taken into the stack. */
  readonly importId: string;
  /** URNs of the resources whose outputs are in a property. */
  readonly propertyDependencies: Readonly<Record<string, readonly Urn[]>>;
}
