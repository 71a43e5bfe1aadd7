import type { AwsAccess, AwsClients } from '../../core/aws-clients.ts';
import { userError } from '../api/lambda-errors.ts';
import { ROLE_REFUSED } from '../operations/execution-role.ts';

/** STS gives an hour; a sandbox lives at most 30 minutes on them and an invocation at most 15. */
const REUSED_FOR_MS = 10 * 60_000;
/** A function's name may be one letter, a session's may not. */
const MIN_SESSION_NAME = 2;

/** Temporary credentials of functions' roles, asked from STS and used again for a while. */
export class RoleCredentials {
  readonly #clients: AwsClients;
  readonly #issued = new Map<string, { access: Promise<AwsAccess>; atMs: number }>();

  constructor(clients: AwsClients) {
    this.#clients = clients;
  }

  async of(roleArn: string, functionName: string): Promise<AwsAccess> {
    const key = `${roleArn} ${functionName}`;
    const known = this.#issued.get(key);
    if (known !== undefined && Date.now() - known.atMs < REUSED_FOR_MS) return known.access;
    const access = this.#assume(roleArn, functionName);
    this.#issued.set(key, { access, atMs: Date.now() });
    access.catch(() => this.#issued.delete(key));
    return access;
  }

  async #assume(roleArn: string, functionName: string): Promise<AwsAccess> {
    try {
      const clients = await this.#clients.assume(roleArn, functionName.padEnd(MIN_SESSION_NAME, '_'));
      clients.destroy();
      return clients.access;
    } catch (error) {
      if (error instanceof Error && error.name.startsWith('AccessDenied')) {
        throw userError('AccessDeniedException', 403, ROLE_REFUSED);
      }
      throw error;
    }
  }
}
