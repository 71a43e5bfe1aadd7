import type { AwsClients } from '../../aws-clients.ts';
import type { RolePermissions } from '../role-permissions.ts';
import type { CodePackages } from './code-package.ts';
import type { FunctionStore } from './function-store.ts';
import type { SandboxPool } from './sandbox-pool.ts';

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
