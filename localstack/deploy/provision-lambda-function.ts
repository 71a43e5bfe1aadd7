import {
  type Architecture,
  CreateFunctionCommand,
  GetFunctionConfigurationCommand,
  type LambdaClient,
  ListTagsCommand,
  type LoggingConfig,
  type Runtime,
  TagResourceCommand,
  type TracingConfig,
  UntagResourceCommand,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
  waitUntilFunctionActiveV2,
  waitUntilFunctionUpdatedV2,
} from '@aws-sdk/client-lambda';
import { zipOfArchive } from './asset-zip.ts';
import { type Provisioner, physicalName, type RegisteredResource, unlessRefused } from './provisioner.ts';
import {
  optionalBlock,
  optionalNumber,
  optionalString,
  ResourceInputError,
  requiredString,
  stringMap,
  toApiShape,
} from './resource-inputs.ts';
import { pairs, replaceTags } from './tags.ts';

const ACTIVE_DEADLINE_SECONDS = 120;

/** `aws:lambda/function:Function`; ready to be invoked when this returns. */
export const provisionFunction: Provisioner = async (resource, target) => {
  const FunctionName = optionalString(resource, 'name') ?? physicalName(resource, target);
  const ZipFile = await zipOfArchive(resource, 'code');
  const { lambda } = target.clients;
  const configuration = functionConfiguration(resource, FunctionName);
  await unlessRefused(
    () => createFunction(resource, lambda, configuration, ZipFile),
    ['ResourceConflictException'],
    async () => {
      await lambda.send(new UpdateFunctionCodeCommand({ FunctionName, ZipFile, ...architectures(resource) }));
      await untilReady(waitUntilFunctionUpdatedV2, lambda, FunctionName);
      await lambda.send(new UpdateFunctionConfigurationCommand(configuration));
    },
  );
  await untilReady(waitUntilFunctionUpdatedV2, lambda, FunctionName);
  const arn = `arn:aws:lambda:${target.region}:${target.accountId}:function:${FunctionName}`;
  await replaceTags(stringMap(resource, 'tags'), {
    list: async () => (await lambda.send(new ListTagsCommand({ Resource: arn }))).Tags ?? {},
    add: (tags) => lambda.send(new TagResourceCommand({ Resource: arn, Tags: pairs(tags) })),
    remove: (TagKeys) => lambda.send(new UntagResourceCommand({ Resource: arn, TagKeys })),
  });
  return { id: FunctionName, outputs: { name: FunctionName, arn } };
};

async function createFunction(
  resource: RegisteredResource,
  lambda: LambdaClient,
  configuration: ReturnType<typeof functionConfiguration>,
  ZipFile: Uint8Array,
): Promise<void> {
  await lambda.send(new CreateFunctionCommand({ ...configuration, ...architectures(resource), Code: { ZipFile } }));
  await untilReady(waitUntilFunctionActiveV2, lambda, configuration.FunctionName);
}

/** A waiter's own error is the whole description as JSON; the reason in it is all that one can act on. */
async function untilReady(
  wait: typeof waitUntilFunctionActiveV2,
  client: LambdaClient,
  FunctionName: string,
): Promise<void> {
  try {
    await wait({ client, maxWaitTime: ACTIVE_DEADLINE_SECONDS }, { FunctionName });
  } catch (cause) {
    const now = await client.send(new GetFunctionConfigurationCommand({ FunctionName }));
    const reason = now.StateReason ?? now.LastUpdateStatusReason ?? `not ready after ${ACTIVE_DEADLINE_SECONDS} s`;
    throw new Error(`the function is ${now.State}, last update ${now.LastUpdateStatus}: ${reason}`, { cause });
  }
}

/** With the provider's defaults for what the program leaves out, since an update keeps what it does not name. */
function functionConfiguration(resource: RegisteredResource, FunctionName: string) {
  const LoggingConfig = optionalBlock(resource, 'loggingConfig');
  const TracingConfig = optionalBlock(resource, 'tracingConfig');
  return {
    FunctionName,
    Role: requiredString(resource, 'role'),
    Runtime: requiredString(resource, 'runtime') as Runtime,
    Handler: requiredString(resource, 'handler'),
    Environment: { Variables: environmentVariables(resource) },
    MemorySize: optionalNumber(resource, 'memorySize') ?? 128,
    Timeout: optionalNumber(resource, 'timeout') ?? 3,
    EphemeralStorage: { Size: Number(optionalBlock(resource, 'ephemeralStorage')?.['size'] ?? 512) },
    Description: optionalString(resource, 'description') ?? '',
    ...(LoggingConfig === undefined ? {} : { LoggingConfig: toApiShape(LoggingConfig) as LoggingConfig }),
    ...(TracingConfig === undefined ? {} : { TracingConfig: toApiShape(TracingConfig) as TracingConfig }),
  };
}

function environmentVariables(resource: RegisteredResource): Record<string, string> {
  const inputs = optionalBlock(resource, 'environment') ?? {};
  return stringMap({ ...resource, inputs }, 'variables');
}

function architectures(resource: RegisteredResource): { Architectures?: Architecture[] } {
  const value = resource.inputs['architectures'];
  if (value === undefined) return {};
  if (!Array.isArray(value)) throw new ResourceInputError(resource, 'architectures', 'must be a list', value);
  return { Architectures: value };
}
