import { randomUUID } from 'node:crypto';
import { notImplemented } from '../aws-error.ts';
import type { QueryOperations } from '../wire-query.ts';
import type { XmlObject } from '../wire-xml.ts';
import { invalidParameter, topicNotFound } from './sns-errors.ts';
import type { SnsState } from './sns-state.ts';
import type { Subscription, Topic } from './topic-store.ts';

const NAME = /^[A-Za-z0-9_-]{1,256}$/;

export function topicOperations({ store, region, accountId }: SnsState): QueryOperations {
  return {
    CreateTopic: (params) => {
      const name = params.get('Name') ?? '';
      if (name.endsWith('.fifo')) throw notImplemented('sns', 'CreateTopic with a FIFO topic');
      if (params.has('Attributes.entry.1.key')) throw notImplemented('sns', 'CreateTopic with Attributes');
      if (!NAME.test(name)) throw invalidParameter('Topic Name');
      const topicArn = `arn:aws:sns:${region}:${accountId}:${name}`;
      store.add({ topicArn, name });
      return { TopicArn: topicArn };
    },
    DeleteTopic: (params) => {
      store.delete(params.get('TopicArn') ?? '');
      return undefined;
    },
    ListTopics: () => ({ Topics: { member: store.topics().map(({ topicArn }) => ({ TopicArn: topicArn })) } }),
    GetTopicAttributes: (params) => {
      const { topicArn } = existingTopic({ store }, params.get('TopicArn'));
      const confirmed = store.subscriptions(topicArn).length;
      return attributes({
        TopicArn: topicArn,
        Owner: accountId,
        DisplayName: '',
        SubscriptionsConfirmed: String(confirmed),
        SubscriptionsPending: '0',
        SubscriptionsDeleted: '0',
      });
    },
    Subscribe: (params) => {
      const { topicArn } = existingTopic({ store }, params.get('TopicArn'));
      const protocol = params.get('Protocol') ?? '';
      if (protocol !== 'lambda') throw notImplemented('sns', `Subscribe with the protocol '${protocol}'`);
      if (params.has('Attributes.entry.1.key')) throw notImplemented('sns', 'Subscribe with Attributes');
      const functionArn = params.get('Endpoint') ?? '';
      if (!/^arn:aws[a-z-]*:lambda:/.test(functionArn)) throw invalidParameter('Endpoint Reason: Lambda endpoint ARN');
      const known = store.subscriptions(topicArn).find((one) => one.functionArn === functionArn);
      const subscription = known ?? { subscriptionArn: `${topicArn}:${randomUUID()}`, topicArn, functionArn };
      store.subscribe(subscription);
      return { SubscriptionArn: subscription.subscriptionArn };
    },
    Unsubscribe: (params) => {
      store.unsubscribe(params.get('SubscriptionArn') ?? '');
      return undefined;
    },
    ListSubscriptions: () => subscriptionList(store.subscriptions(), accountId),
    ListSubscriptionsByTopic: (params) => {
      const { topicArn } = existingTopic({ store }, params.get('TopicArn'));
      return subscriptionList(store.subscriptions(topicArn), accountId);
    },
  };
}

export function existingTopic({ store }: Pick<SnsState, 'store'>, topicArn: string | null): Topic {
  const topic = topicArn === null ? undefined : store.find(topicArn);
  if (topic === undefined) throw topicNotFound();
  return topic;
}

function attributes(values: Readonly<Record<string, string>>): XmlObject {
  return { Attributes: { entry: Object.entries(values).map(([key, value]) => ({ key, value })) } };
}

function subscriptionList(subscriptions: readonly Subscription[], accountId: string): XmlObject {
  const member = subscriptions.map(({ subscriptionArn, topicArn, functionArn }) => ({
    SubscriptionArn: subscriptionArn,
    Owner: accountId,
    Protocol: 'lambda',
    Endpoint: functionArn,
    TopicArn: topicArn,
  }));
  return { Subscriptions: { member } };
}
