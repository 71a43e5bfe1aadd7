import type { AwsClients } from '../../core/aws-clients.ts';
import { StateError } from '../language/state-error.ts';

/** Temporary credentials last an hour; they are renewed well before. */
const RENEW_AFTER_MS = 15 * 60_000;

/** Name of the sessions in which Step Functions acts for a role. */
export const STATES_SESSION = 'step-functions';

interface Session {
  readonly clients: Promise<AwsClients>;
  readonly issuedMs: number;
}

/** Clients that act for state machines' roles, kept until their credentials grow old. */
export class RoleSessions {
  readonly #clients: AwsClients;
  readonly #sessions = new Map<string, Session>();

  constructor(clients: AwsClients) {
    this.#clients = clients;
  }

  /** Throws StateError when the role cannot be assumed. */
  async clientsFor(roleArn: string): Promise<AwsClients> {
    const known = this.#sessions.get(roleArn);
    if (known !== undefined && Date.now() - known.issuedMs < RENEW_AFTER_MS) return known.clients;
    const clients = this.#clients.assume(roleArn, STATES_SESSION);
    this.#sessions.set(roleArn, { clients, issuedMs: Date.now() });
    try {
      const assumed = await clients;
      known?.clients.then((old) => old.destroy()).catch(() => {});
      return assumed;
    } catch (error) {
      this.#sessions.delete(roleArn);
      const text = error instanceof Error ? error.message : String(error);
      throw new StateError('States.Permissions', `[rehearsal] The role ${roleArn} cannot be assumed: ${text}`);
    }
  }

  /** Closes the connections of all sessions. */
  close(): void {
    for (const { clients } of this.#sessions.values()) clients.then((old) => old.destroy()).catch(() => {});
    this.#sessions.clear();
  }
}
