import type { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import type { IAMClient } from '@aws-sdk/client-iam';
import type { RolePermissions } from '../../core/authorization/role-permissions.ts';
import type { AccountRegion } from '../../core/regional-arn.ts';
import type { ActivityStore } from '../executions/activity-store.ts';
import type { ExecutionStore } from '../executions/execution-store.ts';
import type { Executions } from '../executions/executions.ts';
import type { MapRuns } from '../executions/map-runs/map-runs.ts';
import type { StateMachineStore } from '../executions/state-machine-store.ts';
import type { Integrations } from '../tasks/integrations.ts';
import type { PendingTasks } from '../tasks/pending-tasks.ts';
import type { RoleSessions } from '../tasks/role-sessions.ts';

/** What the operations work on. */
export interface ServiceState {
  readonly owner: AccountRegion;
  readonly machines: StateMachineStore;
  readonly store: ExecutionStore;
  readonly executions: Executions;
  readonly mapRuns: MapRuns;
  readonly integrations: Integrations;
  readonly roles: RoleSessions;
  /** Tasks that wait for their token to come back. */
  readonly pending: PendingTasks;
  readonly activities: ActivityStore;
  /** How long GetActivityTask waits for a task. */
  readonly activityPollMs: number;
  /** From 0 to below 1, for aliases that share executions out. */
  readonly random: () => number;
  /** Checks whether a state machine's role can be assumed. */
  readonly iam: IAMClient;
  /** Checks whether a log group is there. */
  readonly logs: CloudWatchLogsClient;
  /** Of state machines' roles; taken for granted where it is absent. */
  readonly permissions?: RolePermissions;
}
