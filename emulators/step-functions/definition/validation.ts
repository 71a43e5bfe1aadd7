import type { MachineType } from '../executions/state-machine-record.ts';
import type { Json } from '../language/json.ts';
import type { Integrations } from '../tasks/integrations.ts';
import type { QueryLanguage } from './definition.ts';
import type { Problems } from './problem.ts';

/** What a nested list of states is checked with. */
export interface Validation {
  readonly problems: Problems;
  readonly integrations: Integrations;
  readonly machineType: MachineType;
  /** State names are unique in the whole state machine. */
  readonly names: Set<string>;
  /** Labels of distributed Map states, too. */
  readonly labels: Set<string>;
  /** The language of all states that name none, also of those in branches. */
  readonly language: QueryLanguage;
  /** Branches still to be checked; kept in a list, since they may be nested a thousand deep. */
  readonly branches: InnerStates[];
}

/** A branch of a Parallel state or the processor of a Map state. */
export interface InnerStates {
  readonly branch: Json;
  readonly location: string;
  readonly isProcessor: boolean;
}
