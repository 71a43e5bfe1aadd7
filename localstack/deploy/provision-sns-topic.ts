import {
  CreateTopicCommand,
  ListTagsForResourceCommand,
  SetSubscriptionAttributesCommand,
  SetTopicAttributesCommand,
  SubscribeCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-sns';
import { type Provisioner, physicalName, type RegisteredResource } from './provisioner.ts';
import { optionalString, requiredString, stringMap } from './resource-inputs.ts';
import { replaceTags, tagsByKey } from './tags.ts';

/** `aws:sns/topic:Topic`; its id is its ARN. CreateTopic of a topic that is there gives that one. */
export const provisionTopic: Provisioner = async (resource, target) => {
  const name = optionalString(resource, 'name') ?? physicalName(resource, target);
  const { sns } = target.clients;
  const { TopicArn = '' } = await sns.send(new CreateTopicCommand({ Name: name }));
  const AttributeValue = optionalString(resource, 'displayName') ?? '';
  await sns.send(new SetTopicAttributesCommand({ TopicArn, AttributeName: 'DisplayName', AttributeValue }));
  const ResourceArn = TopicArn;
  await replaceTags(stringMap(resource, 'tags'), {
    list: async () => tagsByKey((await sns.send(new ListTagsForResourceCommand({ ResourceArn }))).Tags),
    add: (Tags) => sns.send(new TagResourceCommand({ ResourceArn, Tags })),
    remove: (TagKeys) => sns.send(new UntagResourceCommand({ ResourceArn, TagKeys })),
  });
  return { id: TopicArn, outputs: { name, arn: TopicArn } };
};

/** `aws:sns/topicPolicy:TopicPolicy`; its id is the topic's ARN. */
export const provisionTopicPolicy: Provisioner = async (resource, target) => {
  const TopicArn = requiredString(resource, 'arn');
  const AttributeValue = requiredString(resource, 'policy');
  await target.clients.sns.send(new SetTopicAttributesCommand({ TopicArn, AttributeName: 'Policy', AttributeValue }));
  return { id: TopicArn, outputs: { owner: target.accountId } };
};

/** `aws:sns/topicSubscription:TopicSubscription`; its id is its ARN, also while it waits for its confirmation. */
export const provisionTopicSubscription: Provisioner = async (resource, target) => {
  const subscription = {
    TopicArn: requiredString(resource, 'topic'),
    Protocol: requiredString(resource, 'protocol'),
    Endpoint: requiredString(resource, 'endpoint'),
    ReturnSubscriptionArn: true,
  };
  const { sns } = target.clients;
  const { SubscriptionArn = '' } = await sns.send(new SubscribeCommand(subscription));
  for (const [AttributeName, AttributeValue] of filterAttributes(resource)) {
    await sns.send(new SetSubscriptionAttributesCommand({ SubscriptionArn, AttributeName, AttributeValue }));
  }
  return { id: SubscriptionArn, outputs: { arn: SubscriptionArn } };
};

/**
 * A policy that is left out is `{}`, which takes one away: https://docs.aws.amazon.com/sns/latest/dg/message-filtering-policy-remove.html
 * A nested policy needs the scope MessageBody before it, and has to go before the scope MessageAttributes.
 */
function filterAttributes(resource: RegisteredResource): readonly (readonly [name: string, value: string])[] {
  const policy = optionalString(resource, 'filterPolicy');
  const filter = ['FilterPolicy', policy === undefined || policy === '' ? '{}' : policy] as const;
  const scope = optionalString(resource, 'filterPolicyScope');
  if (scope === undefined) return [filter];
  const scoped = ['FilterPolicyScope', scope] as const;
  return scope === 'MessageBody' ? [scoped, filter] : [filter, scoped];
}
