import {
  CreateStateMachineCommand,
  ListTagsForResourceCommand,
  type LoggingConfiguration,
  type SFNClient,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateStateMachineCommand,
  ValidateStateMachineDefinitionCommand,
} from '@aws-sdk/client-sfn';
import { type Provisioner, physicalName, type RegisteredResource, unlessRefused } from './provisioner.ts';
import { optionalBlock, optionalString, requiredString, stringMap } from './resource-inputs.ts';
import { pairs, replaceTags } from './tags.ts';

/** `aws:sfn/stateMachine:StateMachine`; its id is the ARN. */
export const provisionStateMachine: Provisioner = async (resource, target) => {
  const name = optionalString(resource, 'name') ?? physicalName(resource, target);
  const arn = `arn:aws:states:${target.region}:${target.accountId}:stateMachine:${name}`;
  const description = stateMachineDescription(resource);
  const type = optionalString(resource, 'type') === 'EXPRESS' ? 'EXPRESS' : 'STANDARD';
  const { sfn } = target.clients;
  await unlessRefused<unknown>(
    () => sfn.send(new CreateStateMachineCommand({ name, type, ...description })),
    ['StateMachineAlreadyExists'],
    () => sfn.send(new UpdateStateMachineCommand({ stateMachineArn: arn, ...description })),
  );
  await replaceTags(stringMap(resource, 'tags'), {
    list: async () => {
      const { tags = [] } = await sfn.send(new ListTagsForResourceCommand({ resourceArn: arn }));
      return Object.fromEntries(tags.map(({ key = '', value = '' }) => [key, value]));
    },
    add: (tags) =>
      sfn.send(
        new TagResourceCommand({
          resourceArn: arn,
          tags: Object.entries(pairs(tags)).map(([key, value]) => ({ key, value })),
        }),
      ),
    remove: (tagKeys) => sfn.send(new UntagResourceCommand({ resourceArn: arn, tagKeys })),
  });
  const notes = await notEmulatedIn(sfn, { type, definition: description.definition });
  return {
    id: arn,
    outputs: { name, arn, status: 'ACTIVE' },
    notes: notes.map((note) => `state machine ${name}, ${note}`),
  };
};

/** The integrations that the endpoint takes without running them. An endpoint that does not know the question has none to tell. */
async function notEmulatedIn(
  sfn: SFNClient,
  machine: { readonly type: 'EXPRESS' | 'STANDARD'; readonly definition: string },
): Promise<readonly string[]> {
  const command = new ValidateStateMachineDefinitionCommand({ ...machine, severity: 'WARNING', maxResults: 100 });
  const { diagnostics = [] } = await sfn.send(command).catch(() => ({ diagnostics: [] }));
  return diagnostics
    .filter(({ code }) => code === 'NOT_EMULATED')
    .map(({ location, message = '' }) => `${location}: ${message.replace('[rehearsal] ', '')}`);
}

function stateMachineDescription(resource: RegisteredResource) {
  const logging = optionalBlock(resource, 'loggingConfiguration');
  const tracing = optionalBlock(resource, 'tracingConfiguration');
  return {
    definition: requiredString(resource, 'definition'),
    roleArn: requiredString(resource, 'roleArn'),
    ...(logging === undefined ? {} : { loggingConfiguration: loggingConfiguration(logging) }),
    ...(tracing === undefined ? {} : { tracingConfiguration: { enabled: tracing['enabled'] === true } }),
  };
}

/** Pulumi has one destination as text where the API has a list of structures. */
function loggingConfiguration(block: Record<string, unknown>): LoggingConfiguration {
  const destination = block['logDestination'];
  return {
    level: block['level'] as 'ALL',
    includeExecutionData: block['includeExecutionData'] === true,
    ...(typeof destination === 'string'
      ? { destinations: [{ cloudWatchLogsLogGroup: { logGroupArn: destination } }] }
      : {}),
  };
}
