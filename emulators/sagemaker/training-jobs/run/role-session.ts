import type { AwsClients } from '../../../core/aws-clients.ts';
import { SAGEMAKER_SESSION } from '../../sagemaker-role.ts';
import { serviceRefusal } from '../../sdk-error.ts';
import { JobFailure } from './failure-reason.ts';

/** Temporary credentials last an hour; a job may run for days and still has to write its log and its artifact. */
const RENEW_AFTER_MS = 45 * 60_000;

/** A job's role, assumed again before its credentials expire. */
export class RoleSession {
  readonly #account: AwsClients;
  readonly #roleArn: string;
  #current: { readonly clients: Promise<AwsClients>; readonly sinceMs: number } | undefined;

  constructor(account: AwsClients, roleArn: string) {
    this.#account = account;
    this.#roleArn = roleArn;
  }

  /** Clients that act as the role; throws a JobFailure when STS no longer lets SageMaker assume it. */
  clients(): Promise<AwsClients> {
    const known = this.#current;
    if (known !== undefined && Date.now() - known.sinceMs < RENEW_AFTER_MS) return known.clients;
    const clients = this.#assume();
    this.#current = { clients, sinceMs: Date.now() };
    // A refusal is not kept for the next call.
    clients.then(
      () => known && release(known.clients),
      () => {
        this.#current = undefined;
      },
    );
    return clients;
  }

  close(): void {
    if (this.#current !== undefined) release(this.#current.clients);
  }

  async #assume(): Promise<AwsClients> {
    try {
      return await this.#account.assume(this.#roleArn, SAGEMAKER_SESSION);
    } catch (cause) {
      if (serviceRefusal(cause) === undefined) throw cause;
      throw new JobFailure(`ClientError: SageMaker was unable to assume the role '${this.#roleArn}'`, { cause });
    }
  }
}

function release(clients: Promise<AwsClients>): void {
  clients.then(
    (opened) => opened.destroy(),
    () => undefined,
  );
}
