import { AwsClients } from '../../core/aws-clients.ts';
import { namedAccount } from '../../core/caller-account.ts';
import { ownEntry } from '../../core/own-entry.ts';
import type { AccountRegion } from '../../core/regional-arn.ts';
import { AwsError } from '../../core/wire/aws-error.ts';
import type { CallContext, JsonOperations } from '../../core/wire/wire-json.ts';
import { RegionalSageMaker, type SharedParts } from './regional-sagemaker.ts';
import { sortByRegion } from './unsorted-records.ts';

/** It becomes part of a path, and may be anything in a signature that nobody verifies. */
const REGION = /^[a-z]{2,}(?:-[a-z]+)+-\d{1,2}$/;

/** The SageMaker of each account in each region, opened when its first caller comes. */
export class AccountsAndRegions {
  readonly #default: AccountRegion;
  readonly #clients: AwsClients;
  readonly #shared: SharedParts;
  readonly #opened = new Map<string, RegionalSageMaker>();
  readonly #ownClients: AwsClients[] = [];

  /** `home` is the account of callers whose key names none; `clients` act there. */
  constructor(home: AccountRegion, clients: AwsClients, shared: SharedParts) {
    this.#default = home;
    this.#clients = clients;
    this.#shared = shared;
    sortByRegion(shared.dataFolder);
    this.#of(home);
  }

  /** Every operation, for whichever account and region its caller's signature names. */
  operations(): JsonOperations {
    const names = Object.keys(this.#of(this.#default).operations);
    return Object.fromEntries(
      names.map((name): [string, JsonOperations[string]] => [
        name,
        (input, context) => this.#operation(name, context)(input, context),
      ]),
    );
  }

  async close(): Promise<void> {
    await Promise.all([...this.#opened.values()].map((sageMaker) => sageMaker.close()));
    for (const clients of this.#ownClients) clients.destroy();
  }

  #operation(name: string, { accessKeyId, region }: CallContext): NonNullable<JsonOperations[string]> {
    if (region !== this.#default.region && !REGION.test(region)) {
      throw new AwsError(
        'ValidationException',
        400,
        `[rehearsal] the request is signed for '${region}', no AWS region`,
      );
    }
    const accountId = namedAccount(accessKeyId) ?? this.#default.accountId;
    const operation = ownEntry(this.#of({ accountId, region }).operations, name);
    if (operation === undefined) throw new Error(`there is no operation ${name}`);
    return operation;
  }

  #of(owner: AccountRegion): RegionalSageMaker {
    const key = `${owner.accountId} ${owner.region}`;
    const opened = this.#opened.get(key) ?? new RegionalSageMaker(owner, this.#clientsOf(owner), this.#shared);
    this.#opened.set(key, opened);
    return opened;
  }

  /** In another account this key names it, as the caller's own did. */
  #clientsOf({ accountId, region }: AccountRegion): AwsClients {
    const { access } = this.#clients;
    const isHome = accountId === this.#default.accountId;
    if (isHome && region === access.region) return this.#clients;
    const credentials = isHome ? access.credentials : { accessKeyId: accountId, secretAccessKey: 'test' };
    const clients = new AwsClients({ ...access, region, credentials });
    this.#ownClients.push(clients);
    return clients;
  }
}
