import type { AwsClients } from '../core/aws-clients.ts';
import type { OwnPage } from '../core/http/own-page.ts';

/** A local AWS that answers: an endpoint, and clients that act as the account's root. */
export interface StartedCloud {
  readonly endpointUrl: string;
  readonly region: string;
  readonly accountId: string;
  readonly clients: AwsClients;
  /** What a user should know of this cloud, such as which service another emulator serves. */
  readonly notes?: readonly string[];
  /** Aborted, with a UserError as its reason, when the cloud ends by itself; absent where it lives in this process. */
  readonly failed?: AbortSignal;
  /** What roles were denied since then, in AWS's words and each text once; absent where policies are not enforced. */
  denialsSince?(timeMs: number): readonly string[];
  /** What was found damaged in the data folder so far, a line each; absent where it is not looked after here. */
  damaged?(): readonly string[];
  /** Shows the page behind the endpoint's port; absent where the port is another's, or reached from other machines. */
  servePage?(page: OwnPage): void;
  /** Ends executions and jobs, waits until state is on disk, closes the endpoint. */
  close(): Promise<void>;
}
