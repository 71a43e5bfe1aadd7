import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { CreateRoleCommand } from '@aws-sdk/client-iam';
import {
  CreateFunctionCommand,
  type CreateFunctionCommandInput,
  InvokeCommand,
  LambdaClient,
} from '@aws-sdk/client-lambda';
import { strToU8, zipSync } from 'fflate';
import { AwsClients } from '../../../../emulators/core/aws-clients.ts';
import type { EmulatedService } from '../../../../emulators/core/emulated-service.ts';
import { createIamServices } from '../../../../emulators/iam/iam-services.ts';
import { createLambdaService, type LambdaServiceOptions } from '../../../../emulators/lambda/lambda-service.ts';
import { createLogsService } from '../../../../emulators/logs/logs-service.ts';
import { createS3Service } from '../../../../emulators/s3/s3-service.ts';
import { listenTo, type ServiceListener } from '../../../support/service-listener.ts';

const PLACE = { region: 'us-east-1', accountId: '000000000000' };
const CREDENTIALS = { accessKeyId: 'test', secretAccessKey: 'test' };
/** The time is part of a zip file: with that of now, the same files are another package two seconds later. */
const ZIP_TIME = new Date(1980, 0, 1);
export const ROLE_ARN = 'arn:aws:iam::000000000000:role/function-role';

type Tuning = Pick<LambdaServiceOptions, 'maxConcurrency' | 'idleMs'>;

/** What an invocation answered. */
export interface Invoked {
  readonly payload: unknown;
  readonly functionError: string | undefined;
  readonly log: string;
}

/** Lambda with IAM, STS, S3 and Logs behind one port, over a folder that `restart` keeps. */
export class LambdaFixture {
  readonly folder: string;
  readonly #tuning: Tuning;
  readonly #others: EmulatedService[];
  #running:
    | { service: EmulatedService; listener: ServiceListener; clients: AwsClients; lambda: LambdaClient }
    | undefined;

  private constructor(folder: string, tuning: Tuning) {
    this.folder = folder;
    this.#tuning = tuning;
    const { iam, sts } = createIamServices({ ...PLACE, dataFolder: join(folder, 'iam') });
    const s3 = createS3Service({ ...PLACE, dataFolder: join(folder, 's3') });
    this.#others = [iam, sts, s3, createLogsService({ ...PLACE, dataFolder: join(folder, 'logs') })];
  }

  static async start(tuning: Tuning = {}): Promise<LambdaFixture> {
    const fixture = new LambdaFixture(await mkdtemp(join(tmpdir(), 'lambda-test-')), tuning);
    await fixture.#open();
    await fixture.createRole('function-role', 'lambda.amazonaws.com');
    return fixture;
  }

  async #open(): Promise<void> {
    // The service needs the endpoint, which is known once the listener is there: it is looked up by each request.
    const handle: EmulatedService['handle'] = (request) => this.#started.service.handle(request);
    const listener = await listenTo(...this.#others, { signingName: 'lambda', handle, close: async () => {} });
    const { endpointUrl } = listener;
    const clients = new AwsClients({ endpointUrl, region: PLACE.region, credentials: CREDENTIALS });
    const service = createLambdaService({
      ...PLACE,
      dataFolder: join(this.folder, 'lambda'),
      clients,
      ...this.#tuning,
    });
    const access = { endpoint: endpointUrl, region: PLACE.region, credentials: CREDENTIALS };
    this.#running = { service, listener, clients, lambda: new LambdaClient({ ...access, maxAttempts: 1 }) };
  }

  get #started() {
    if (this.#running === undefined) throw new Error('the fixture is not running');
    return this.#running;
  }

  get lambda(): LambdaClient {
    return this.#started.lambda;
  }

  get clients(): AwsClients {
    return this.#started.clients;
  }

  get endpointUrl(): string {
    return this.#started.listener.endpointUrl;
  }

  async createRole(roleName: string, service: string): Promise<void> {
    const statement = { Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' };
    const trust = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
    await this.clients.iam.send(new CreateRoleCommand({ RoleName: roleName, AssumeRolePolicyDocument: trust }));
  }

  create(name: string, code: string | Record<string, string>, members: Partial<CreateFunctionCommandInput> = {}) {
    const files = typeof code === 'string' ? { 'index.mjs': code } : code;
    const command = new CreateFunctionCommand({
      FunctionName: name,
      Role: ROLE_ARN,
      Runtime: 'nodejs24.x',
      Handler: 'index.handler',
      Code: { ZipFile: zipOf(files) },
      ...members,
    });
    return this.lambda.send(command);
  }

  async invoke(name: string, event: unknown = {}): Promise<Invoked> {
    const command = new InvokeCommand({ FunctionName: name, Payload: JSON.stringify(event), LogType: 'Tail' });
    const { Payload, FunctionError, LogResult } = await this.lambda.send(command);
    return {
      payload: JSON.parse(Buffer.from(Payload ?? []).toString('utf8')),
      functionError: FunctionError,
      log: Buffer.from(LogResult ?? '', 'base64').toString('utf8'),
    };
  }

  /** Creates and invokes in one go, for functions that are called once. */
  async run(
    code: string | Record<string, string>,
    event: unknown = {},
    members: Partial<CreateFunctionCommandInput> = {},
  ) {
    const name = `f-${this.#count++}`;
    await this.create(name, code, members);
    return this.invoke(name, event);
  }
  #count = 0;

  /** Messages of a log group once one of them holds `awaited`; fails after ten seconds. */
  async logged(logGroupName: string, awaited: string): Promise<string[]> {
    const deadlineMs = Date.now() + 10_000;
    for (;;) {
      const found = await this.clients.logs
        .send(new FilterLogEventsCommand({ logGroupName }))
        .then(({ events = [] }) => events.map(({ message = '' }) => message))
        .catch(() => []);
      if (found.some((message) => message.includes(awaited))) return found;
      if (Date.now() > deadlineMs) throw new Error(`no "${awaited}" in ${JSON.stringify(found)}`);
    }
  }

  async restart(): Promise<void> {
    await this.#close();
    await this.#open();
  }

  async stop(): Promise<void> {
    await this.#close();
    await rm(this.folder, { recursive: true });
  }

  async #close(): Promise<void> {
    const { service, listener, clients, lambda } = this.#started;
    await service.close();
    clients.destroy();
    lambda.destroy();
    await listener.close();
  }
}

export function zipOf(files: Record<string, string>): Uint8Array {
  return zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])), {
    mtime: ZIP_TIME,
  });
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
