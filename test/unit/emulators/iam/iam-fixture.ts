import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateRoleCommand } from '@aws-sdk/client-iam';
import { AwsClients } from '../../../../emulators/core/aws-clients.ts';
import { createIamServices, type IamServices } from '../../../../emulators/iam/iam-services.ts';
import { listenTo, type ServiceListener } from '../../../support/service-listener.ts';

export const ACCOUNT_ID = '000000000000';

/** IAM and STS behind a real port, over a folder that `restart` keeps. */
export class IamFixture {
  readonly folder: string;
  #services: IamServices;
  #listener: ServiceListener;
  clients: AwsClients;

  private constructor(folder: string, services: IamServices, listener: ServiceListener) {
    this.folder = folder;
    this.#services = services;
    this.#listener = listener;
    this.clients = clientsOf(listener);
  }

  static async start(): Promise<IamFixture> {
    const folder = await mkdtemp(join(tmpdir(), 'iam-'));
    const services = createIamServices({ dataFolder: folder, accountId: ACCOUNT_ID, region: 'us-east-1' });
    return new IamFixture(folder, services, await listenTo(services.iam, services.sts));
  }

  get identityOf(): IamServices['identityOf'] {
    return this.#services.identityOf;
  }

  get access(): IamServices['access'] {
    return this.#services.access;
  }

  async restart(): Promise<void> {
    this.clients.destroy();
    await this.#listener.close();
    this.#services = createIamServices({ dataFolder: this.folder, accountId: ACCOUNT_ID, region: 'us-east-1' });
    this.#listener = await listenTo(this.#services.iam, this.#services.sts);
    this.clients = clientsOf(this.#listener);
  }

  async createRole(roleName: string, trust: object = trusting({ Service: 'lambda.amazonaws.com' })): Promise<string> {
    const document = JSON.stringify(trust);
    const command = new CreateRoleCommand({ RoleName: roleName, AssumeRolePolicyDocument: document });
    const { Role: role } = await this.clients.iam.send(command);
    return role?.Arn ?? '';
  }

  async stop(): Promise<void> {
    this.clients.destroy();
    await this.#listener.close();
    await rm(this.folder, { recursive: true });
  }
}

function clientsOf({ endpointUrl }: ServiceListener): AwsClients {
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  return new AwsClients({ endpointUrl, region: 'us-east-1', credentials });
}

export function trusting(principal: object): object {
  return {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: principal, Action: 'sts:AssumeRole' }],
  };
}

/** What a refused call says: `Code: message (HTTP status)`. */
export async function refusal(call: Promise<unknown>): Promise<string> {
  try {
    await call;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const status = '$metadata' in error ? (error.$metadata as { httpStatusCode?: number }).httpStatusCode : undefined;
    return `${error.name}: ${error.message} (${status})`;
  }
  throw new Error('the call was not refused');
}
