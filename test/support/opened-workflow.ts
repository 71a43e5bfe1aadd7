import type { AwsClients } from '../../emulators/core/aws-clients.ts';
import type { FaultMenu } from '../../emulators/sagemaker/faults/fault-menu.ts';
import type { WorkflowOutputs } from '../../localstack/deploy/outputs/required-outputs.ts';

/** What the tests talk to; on AWS as well as here. */
export type WorkflowClients = Pick<AwsClients, 's3' | 'sfn' | 'sagemaker' | 'lambda'>;

/** The deployed workflow on one of the targets. */
export interface OpenedWorkflow {
  readonly clients: WorkflowClients;
  readonly outputs: WorkflowOutputs;
  /** Within it an execution must have ended. */
  readonly executionDeadlineMs: number;
  /** Where the target can be made to fail. */
  readonly faults?: FaultMenu;
  close(): Promise<void>;
}
