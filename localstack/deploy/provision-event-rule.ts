import {
  ListTagsForResourceCommand,
  PutRuleCommand,
  PutTargetsCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-eventbridge';
import { type Provisioner, physicalName, type RegisteredResource } from './provisioner.ts';
import { optionalBlock, optionalString, requiredString, stringMap } from './resource-inputs.ts';
import { replaceTags, tagsByKey } from './tags.ts';

/** `aws:cloudwatch/eventRule:EventRule` on the default bus; its id is its name. */
export const provisionEventRule: Provisioner = async (resource, target) => {
  const Name = optionalString(resource, 'name') ?? physicalName(resource, target);
  const { events } = target.clients;
  const { RuleArn = '' } = await events.send(new PutRuleCommand({ Name, ...ruleDescription(resource) }));
  const ResourceARN = RuleArn;
  await replaceTags(stringMap(resource, 'tags'), {
    list: async () => tagsByKey((await events.send(new ListTagsForResourceCommand({ ResourceARN }))).Tags),
    add: (Tags) => events.send(new TagResourceCommand({ ResourceARN, Tags })),
    remove: (TagKeys) => events.send(new UntagResourceCommand({ ResourceARN, TagKeys })),
  });
  return { id: Name, outputs: { name: Name, arn: RuleArn } };
};

function ruleDescription(resource: RegisteredResource) {
  const description = optionalString(resource, 'description');
  const pattern = optionalString(resource, 'eventPattern');
  const schedule = optionalString(resource, 'scheduleExpression');
  return {
    ...(description === undefined ? {} : { Description: description }),
    ...(pattern === undefined ? {} : { EventPattern: pattern }),
    ...(schedule === undefined ? {} : { ScheduleExpression: schedule }),
  };
}

/** `aws:cloudwatch/eventTarget:EventTarget`; its id is `<rule>-<target id>`, as the provider has it. */
export const provisionEventTarget: Provisioner = async (resource, target) => {
  const Rule = requiredString(resource, 'rule');
  const Id = optionalString(resource, 'targetId') ?? physicalName(resource, target);
  const { events } = target.clients;
  const answer = await events.send(new PutTargetsCommand({ Rule, Targets: [{ Id, ...targetDescription(resource) }] }));
  const [failed] = answer.FailedEntries ?? [];
  if (failed !== undefined)
    throw new Error(`target ${Id} of rule ${Rule}: ${failed.ErrorCode}: ${failed.ErrorMessage}`);
  return { id: `${Rule}-${Id}`, outputs: { targetId: Id } };
};

function targetDescription(resource: RegisteredResource) {
  const roleArn = optionalString(resource, 'roleArn');
  const input = optionalString(resource, 'input');
  const transformer = optionalBlock(resource, 'inputTransformer');
  return {
    Arn: requiredString(resource, 'arn'),
    ...(roleArn === undefined ? {} : { RoleArn: roleArn }),
    ...(input === undefined ? {} : { Input: input }),
    ...(transformer === undefined
      ? {}
      : {
          InputTransformer: {
            InputPathsMap: Object(transformer['inputPaths'] ?? {}),
            InputTemplate: String(transformer['inputTemplate']),
          },
        }),
  };
}
