import type { RolePermissions } from '../../../core/authorization/role-permissions.ts';
import type { AwsClients } from '../../../core/aws-clients.ts';
import type { JobFaults } from '../../faults/job-faults.ts';
import type { TrainingContainers } from '../../own-image/training-containers.ts';
import type { TrainingJobStore } from '../training-job-store.ts';
import type { TrainingCommand } from './algorithm-process.ts';
import type { JobSlots } from './job-slots.ts';

/** What a job is run with. */
export interface RunSettings {
  readonly store: TrainingJobStore;
  readonly clients: AwsClients;
  readonly slots: JobSlots;
  readonly region: string;
  readonly command: TrainingCommand;
  readonly containers?: TrainingContainers;
  /** Parent of the jobs' work folders. */
  readonly workFolder: string;
  /** How long a stopped job may take to save its model. */
  readonly stopGraceMs: number;
  /** Of the job's role; taken for granted where it is absent. */
  readonly permissions?: RolePermissions;
  readonly faults: JobFaults;
}
