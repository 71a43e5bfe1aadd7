import { isRecord, type Json } from '../../language/json.ts';
import { parameterShape } from '../parameter-shape.ts';
import type { Integration, TaskCall } from '../task.ts';
import { sdkIntegrationError } from './sdk-integration-error.ts';
import { type SdkOperation, type SdkPackage, sdkPackage } from './sdk-package.ts';
import { outputOf, requestOf } from './sdk-values.ts';

const PREFIX = 'aws-sdk:';

/**
 * `aws-sdk:<service>:<action>` (https://docs.aws.amazon.com/step-functions/latest/dg/supported-services-awssdk.html): any operation of a service
 * whose SDK client is installed, sent by that client for the state machine's role. Undefined for what is no such resource.
 */
export function sdkIntegration(name: string): Integration | undefined {
  const [service, action = ''] = name.startsWith(PREFIX) ? name.slice(PREFIX.length).split(':') : [];
  const library = service === undefined ? undefined : sdkPackage(service);
  const operation = library?.operation(action);
  if (library === undefined || operation === undefined) return undefined;
  return {
    resourceType: `${PREFIX}${service}`,
    resource: action,
    parameters: parameterShape(operation.input),
    run: (call) => send(call, library, operation),
  };
}

async function send(call: TaskCall, library: SdkPackage, operation: SdkOperation): Promise<Json> {
  const { client, dispose } = library.client(await call.clients());
  const input = requestOf(isRecord(call.parameters) ? call.parameters : {}, operation.input);
  try {
    const command = operation.command(typeof input === 'object' && input !== null ? input : {});
    return await outputOf(await client.send(command, { abortSignal: call.signal }), operation.output);
  } catch (error) {
    call.signal.throwIfAborted();
    throw sdkIntegrationError(error, library.errorPrefix);
  } finally {
    dispose();
  }
}
