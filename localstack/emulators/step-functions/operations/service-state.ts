import type { IAMClient } from '@aws-sdk/client-iam';
import type { RolePermissions } from '../../role-permissions.ts';
import type { ExecutionStore } from '../executions/execution-store.ts';
import type { Executions } from '../executions/executions.ts';
import type { StateMachines } from '../executions/state-machines.ts';
import type { Integrations } from '../tasks/integrations.ts';
import type { Place } from './names.ts';

/** What the operations work on. */
export interface ServiceState {
  readonly place: Place;
  readonly machines: StateMachines;
  readonly store: ExecutionStore;
  readonly executions: Executions;
  readonly integrations: Integrations;
  /** Tells whether a state machine's role can be assumed. */
  readonly iam: IAMClient;
  /** Of state machines' roles; taken for granted where it is absent. */
  readonly permissions?: RolePermissions;
}
