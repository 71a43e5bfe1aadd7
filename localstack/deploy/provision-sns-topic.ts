import {
  CreateTopicCommand,
  SetSubscriptionAttributesCommand,
  SetTopicAttributesCommand,
  SubscribeCommand,
} from '@aws-sdk/client-sns';
import { type Provisioner, physicalName } from './provisioner.ts';
import { optionalString, requiredString, stringMap } from './resource-inputs.ts';

/** `aws:sns/topic:Topic`; its id is its ARN. CreateTopic of a topic that is there gives that one. */
export const provisionTopic: Provisioner = async (resource, target) => {
  const name = optionalString(resource, 'name') ?? physicalName(resource, target);
  const tags = Object.entries(stringMap(resource, 'tags')).map(([Key, Value]) => ({ Key, Value }));
  const { sns } = target.clients;
  const { TopicArn = '' } = await sns.send(new CreateTopicCommand({ Name: name, Tags: tags }));
  const displayName = optionalString(resource, 'displayName');
  if (displayName !== undefined) {
    const attribute = { TopicArn, AttributeName: 'DisplayName', AttributeValue: displayName };
    await sns.send(new SetTopicAttributesCommand(attribute));
  }
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
  const filter = {
    FilterPolicyScope: optionalString(resource, 'filterPolicyScope'),
    FilterPolicy: optionalString(resource, 'filterPolicy'),
  };
  for (const [AttributeName, AttributeValue] of Object.entries(filter)) {
    if (AttributeValue === undefined) continue;
    await sns.send(new SetSubscriptionAttributesCommand({ SubscriptionArn, AttributeName, AttributeValue }));
  }
  return { id: SubscriptionArn, outputs: { arn: SubscriptionArn } };
};
