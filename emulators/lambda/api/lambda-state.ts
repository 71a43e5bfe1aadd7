import type { RolePermissions } from '../../core/authorization/role-permissions.ts';
import type { AwsClients } from '../../core/aws-clients.ts';
import type { SandboxPool } from '../sandbox/sandbox-pool.ts';
import type { CodePackages } from '../store/code-package.ts';
import type { FunctionStore } from '../store/function-store.ts';

/** What every operation works on. */
export interface LambdaState {
  readonly functions: FunctionStore;
  readonly packages: CodePackages;
  readonly pool: SandboxPool;
  readonly clients: AwsClients;
  /** Of functions' roles; taken for granted where it is absent. */
  readonly permissions?: RolePermissions;
  /** `arn:aws:lambda:<region>:<account>`. */
  readonly arnPrefix: string;
}
