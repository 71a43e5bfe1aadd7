import { isRecord, type Json } from '../../language/json.ts';
import { parameterShape } from '../parameter-shape.ts';
import { sendWithMetadata } from '../send-command.ts';
import { type ErrorNaming, serviceError } from '../service-error.ts';
import type { Integration, TaskCall } from '../task.ts';
import { type SdkOperation, type SdkPackage, sdkPackage } from './sdk-package.ts';
import { outputOf, requestOf } from './sdk-values.ts';

interface OptimizedService {
  readonly actions: readonly string[];
  readonly errors: Omit<ErrorNaming, 'modelled'>;
}

/** Optimized integrations that do nothing but make a call, of services that have no emulator here. */
const SERVICES: ReadonlyMap<string, OptimizedService> = new Map([
  [
    'dynamodb',
    {
      actions: ['getItem', 'putItem', 'updateItem', 'deleteItem'],
      errors: { prefix: 'DynamoDB', service: 'AmazonDynamoDBv2', baseClass: 'AmazonDynamoDBException' },
    },
  ],
  [
    'sqs',
    { actions: ['sendMessage'], errors: { prefix: 'SQS', service: 'AmazonSQS', baseClass: 'AmazonSQSException' } },
  ],
]);

/** Whether an endpoint and the service's SDK client are all that the resource needs. */
export function isOptimizedCall(service: string, resource: string): boolean {
  return SERVICES.get(service)?.actions.includes(resource.replace('.waitForTaskToken', '')) === true;
}

/**
 * Such as `dynamodb:putItem` (https://docs.aws.amazon.com/step-functions/latest/dg/connect-ddb.html), sent to the endpoint that the user names for
 * the service. Undefined for all others, and where the service's SDK client is not installed.
 */
export function optimizedCall(name: string): Integration | undefined {
  const [service = '', action = ''] = name.split(':');
  const optimized = SERVICES.get(service);
  if (optimized?.actions.includes(action) !== true) return undefined;
  const library = sdkPackage(service);
  const operation = library?.operation(action);
  if (library === undefined || operation === undefined) return undefined;
  return {
    resourceType: service,
    resource: action,
    parameters: parameterShape(operation.input),
    run: (call) => send(call, library, operation, optimized),
  };
}

async function send(
  call: TaskCall,
  library: SdkPackage,
  operation: SdkOperation,
  { errors }: OptimizedService,
): Promise<Json> {
  const { client, dispose } = library.client(await call.clients());
  const input = requestOf(isRecord(call.parameters) ? call.parameters : {}, operation.input);
  try {
    const command = operation.command(typeof input === 'object' && input !== null ? input : {});
    const { answer, metadata } = await sendWithMetadata(command, () =>
      client.send(command, { abortSignal: call.signal }),
    );
    const output = await outputOf(answer, operation.output);
    return { ...(isRecord(output) ? output : {}), ...metadata };
  } catch (error) {
    call.signal.throwIfAborted();
    throw serviceError(error, { ...errors, modelled: modelledIn(error) });
  } finally {
    dispose();
  }
}

/** The SDK has a class for each error of the model, and one for all that the model does not list. */
function modelledIn(error: unknown): ReadonlySet<string> {
  if (!(error instanceof Error) || /ServiceException$/.test(error.constructor.name)) return new Set();
  return new Set([error.name]);
}
