import type { RolePermissions } from '../core/authorization/role-permissions.ts';
import type { AwsClients } from '../core/aws-clients.ts';
import { regionalArn } from '../core/regional-arn.ts';
import type { TagStore } from './tag-store.ts';

/** What every operation of the service knows of its surroundings. */
export interface ServiceContext {
  readonly region: string;
  readonly accountId: string;
  /** Clients of the account itself; work for a job goes through `clients.assume(<the job's role>)`. */
  readonly clients: AwsClients;
  readonly tags: TagStore;
  /** Of roles; taken for granted where it is absent. */
  readonly permissions?: RolePermissions;
}

type ResourceKind = 'training-job' | 'transform-job' | 'model' | 'model-package' | 'model-package-group';

/** ARN of a SageMaker resource; names keep their letter case. */
export function resourceArn(context: ServiceContext, kind: ResourceKind, name: string): string {
  return regionalArn(context, 'sagemaker', `${kind}/${name}`);
}
