import { createRequire } from 'node:module';
import { NormalizedSchema } from '@smithy/core/schema';
import type { AwsClients } from '../../../core/aws-clients.ts';
import type { Answer, MiddlewareStack } from '../send-command.ts';

/** One AWS SDK client package, by the name that a Resource has for its service. */
export interface SdkPackage {
  /** Whether a service of this cloud answers its calls. */
  readonly isEmulated: boolean;
  /** Of the error names, such as `CloudWatchLogs`: the service id as AWS's Java SDK writes it. */
  readonly errorPrefix: string;
  /** An operation by its name in a Resource, such as `sendTaskSuccess`; undefined if the service has none of that name. */
  operation(action: string): SdkOperation | undefined;
  /** A client that acts for the role, and what to do when it is not needed any more. */
  client(clients: AwsClients): { readonly client: SdkClient; readonly dispose: () => void };
}

export interface SdkOperation {
  readonly input: NormalizedSchema;
  readonly output: NormalizedSchema;
  command(input: object): SdkCommand;
}

export interface SdkCommand {
  readonly middlewareStack: MiddlewareStack;
}

export interface SdkClient {
  send(command: object, options: { readonly abortSignal?: AbortSignal }): Promise<Answer>;
}

type ClientName = Exclude<keyof AwsClients, 'access' | 'assume' | 'destroy'>;

/** Services whose clients are here anyway. */
const KEPT: ReadonlyMap<string, { readonly folder: string; readonly client: ClientName }> = new Map([
  ['cloudwatch', { folder: 'cloudwatch', client: 'cloudwatch' }],
  ['cloudwatchlogs', { folder: 'cloudwatch-logs', client: 'logs' }],
  ['eventbridge', { folder: 'eventbridge', client: 'events' }],
  ['iam', { folder: 'iam', client: 'iam' }],
  ['lambda', { folder: 'lambda', client: 'lambda' }],
  ['s3', { folder: 's3', client: 's3' }],
  ['sagemaker', { folder: 'sagemaker', client: 'sagemaker' }],
  ['sfn', { folder: 'sfn', client: 'sfn' }],
  ['sns', { folder: 'sns', client: 'sns' }],
  ['sts', { folder: 'sts', client: 'sts' }],
]);

const load = createRequire(import.meta.url);
const loaded = new Map<string, SdkPackage | undefined>();

/** The package of a service, such as `s3` or `dynamodb`: any `@aws-sdk/client-…` that is installed; else undefined. */
export function sdkPackage(service: string): SdkPackage | undefined {
  if (!/^[a-z0-9]+$/.test(service)) return undefined;
  if (!loaded.has(service)) loaded.set(service, loadPackage(service));
  return loaded.get(service);
}

function loadPackage(service: string): SdkPackage | undefined {
  const kept = KEPT.get(service);
  const exported = exportsOf(`@aws-sdk/client-${kept?.folder ?? service}`);
  if (exported === undefined) return undefined;
  const [name, maker] = [...exported].find(([key]) => /^[A-Z].*Client$/.test(key)) ?? [];
  if (name === undefined || maker === undefined) return undefined;
  return {
    isEmulated: kept !== undefined,
    errorPrefix: javaName(name.slice(0, -'Client'.length)),
    operation: (action) => operationOf(exported, action),
    client: (clients) =>
      kept === undefined ? ownClient(maker, clients) : { client: sdkClient(clients[kept.client]), dispose: () => {} },
  };
}

function ownClient(maker: Constructor, { access }: AwsClients) {
  const { endpointUrl: endpoint, region, credentials } = access;
  const made: unknown = Reflect.construct(maker, [{ endpoint, region, credentials }]);
  return { client: sdkClient(made), dispose: () => destroy(made) };
}

type Constructor = abstract new (...args: never[]) => unknown;

function exportsOf(packageName: string): ReadonlyMap<string, Constructor> | undefined {
  try {
    const exported: unknown = load(packageName);
    const entries = Object.entries(typeof exported === 'object' && exported !== null ? exported : {});
    return new Map(entries.filter((entry): entry is [string, Constructor] => typeof entry[1] === 'function'));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'MODULE_NOT_FOUND') return undefined;
    throw error;
  }
}

function operationOf(exported: ReadonlyMap<string, Constructor>, action: string): SdkOperation | undefined {
  const maker = exported.get(`${action.charAt(0).toUpperCase()}${action.slice(1)}Command`);
  if (!/^[a-z]/.test(action) || maker === undefined) return undefined;
  const command = (input: object): SdkCommand => {
    const made: unknown = Reflect.construct(maker, [input]);
    if (isCommand(made)) return made;
    throw new Error(`${action} of the AWS SDK makes no command`);
  };
  const [input, output] = schemasOf(command({}));
  return input === undefined || output === undefined ? undefined : { input, output, command };
}

function isCommand(value: unknown): value is SdkCommand {
  return typeof value === 'object' && value !== null && 'middlewareStack' in value;
}

/** A command's schema holds those of its request and answer in these places. */
const INPUT = 4;
const OUTPUT = 5;

/** The schemas of a command of the SDK: what it sends and what it answers. */
export function schemasOf(command: object): readonly (NormalizedSchema | undefined)[] {
  if (!('schema' in command) || !Array.isArray(command.schema)) return [];
  const parts: readonly unknown[] = command.schema;
  return [parts[INPUT], parts[OUTPUT]].map((part) => (isSchema(part) ? NormalizedSchema.of(part) : undefined));
}

type SchemaReference = Parameters<typeof NormalizedSchema.of>[0];

function isSchema(value: unknown): value is SchemaReference {
  return typeof value === 'function' || Array.isArray(value) || typeof value === 'string';
}

/** A client whose commands are not known by their types. */
export function sdkClient(client: unknown): SdkClient {
  if (!isClient(client)) throw new Error('an AWS SDK client has a method send');
  return client;
}

function isClient(value: unknown): value is SdkClient {
  return typeof value === 'object' && value !== null && 'send' in value && typeof value.send === 'function';
}

function destroy(client: unknown): void {
  if (typeof client !== 'object' || client === null || !('destroy' in client)) return;
  if (typeof client.destroy === 'function') client.destroy();
}

/** `DynamoDB` as `DynamoDb`, `SQS` as `Sqs`: as AWS's Java SDK names its exceptions. */
export function javaName(serviceId: string): string {
  return serviceId
    .split(/(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/)
    .map((word) => word.charAt(0) + word.slice(1).toLowerCase())
    .join('');
}
