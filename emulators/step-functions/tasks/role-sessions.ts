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

/** Whom a task's calls are made for. */
export interface TaskRole {
  /** The state machine's. */
  readonly roleArn: string;
  /** The external id with which that role assumes another. */
  readonly stateMachineArn: string;
  /** The role of the task's Credentials. */
  readonly actsFor: string | undefined;
}

/** Clients that act for state machines' roles, kept until their credentials grow old. */
export class RoleSessions {
  readonly #clients: AwsClients;
  readonly #sessions = new Map<string, Session>();

  constructor(clients: AwsClients) {
    this.#clients = clients;
  }

  /** Throws StateError when the role cannot be assumed. */
  clientsFor(roleArn: string): Promise<AwsClients> {
    return this.#session(roleArn, `The role ${roleArn} cannot be assumed`, () =>
      this.#clients.assume(roleArn, STATES_SESSION),
    );
  }

  /**
   * Clients for a task: the state machine's role assumes the one of the task's Credentials.
   * https://docs.aws.amazon.com/step-functions/latest/dg/concepts-access-cross-acct-resources.html
   */
  clientsOf({ roleArn, stateMachineArn, actsFor }: TaskRole): Promise<AwsClients> {
    if (actsFor === undefined) return this.clientsFor(roleArn);
    const key = JSON.stringify([roleArn, stateMachineArn, actsFor]);
    return this.#session(key, `The role ${actsFor} of Credentials cannot be assumed by ${roleArn}`, async () =>
      (await this.clientsFor(roleArn)).assume(actsFor, STATES_SESSION, stateMachineArn),
    );
  }

  async #session(key: string, fault: string, assume: () => Promise<AwsClients>): Promise<AwsClients> {
    const known = this.#sessions.get(key);
    if (known !== undefined && Date.now() - known.issuedMs < RENEW_AFTER_MS) return known.clients;
    const clients = assume();
    this.#sessions.set(key, { clients, issuedMs: Date.now() });
    try {
      const assumed = await clients;
      known?.clients.then((old) => old.destroy()).catch(() => {});
      return assumed;
    } catch (error) {
      this.#sessions.delete(key);
      if (error instanceof StateError) throw error;
      const text = error instanceof Error ? error.message : String(error);
      throw new StateError('States.Permissions', `[rehearsal] ${fault}: ${text}`);
    }
  }

  /** Closes the connections of all sessions. */
  close(): void {
    for (const { clients } of this.#sessions.values()) clients.then((old) => old.destroy()).catch(() => {});
    this.#sessions.clear();
  }
}
