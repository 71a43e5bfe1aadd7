import { randomUUID } from 'node:crypto';
import { notImplemented } from '../core/wire/aws-error.ts';
import type { QueryOperations } from '../core/wire/wire-query.ts';
import type { XmlObject } from '../core/wire/wire-xml.ts';
import { invalidParameter, topicNotFound } from './sns-errors.ts';
import type { SnsState } from './sns-state.ts';
import { attributeEntries, checkedAttributes, tagEntries } from './topic-attributes.ts';
import type { Subscription, Topic } from './topic-store.ts';

const NAME = /^[A-Za-z0-9_-]{1,256}$/;

export function topicOperations({ store, region, accountId }: SnsState): QueryOperations {
  return {
    CreateTopic: (params) => {
      const name = params.get('Name') ?? '';
      if (name.endsWith('.fifo')) throw notImplemented('sns', 'CreateTopic with a FIFO topic');
      if (!NAME.test(name)) throw invalidParameter('Topic Name');
      const topicArn = `arn:aws:sns:${region}:${accountId}:${name}`;
      const known = store.find(topicArn) ?? { topicArn, name };
      const set = { ...known.attributes, ...checkedAttributes(attributeEntries(params)) };
      store.add({ ...known, attributes: set, tags: { ...known.tags, ...tagEntries(params) } });
      return { TopicArn: topicArn };
    },
    DeleteTopic: (params) => {
      store.delete(params.get('TopicArn') ?? '');
      return undefined;
    },
    ListTopics: () => ({ Topics: { member: store.topics().map(({ topicArn }) => ({ TopicArn: topicArn })) } }),
    GetTopicAttributes: (params) => {
      const { topicArn, attributes: set } = existingTopic({ store }, params.get('TopicArn'));
      const subscriptions = store.subscriptions(topicArn);
      const confirmed = subscriptions.filter(({ functionArn }) => functionArn !== undefined).length;
      return attributes({
        TopicArn: topicArn,
        Owner: accountId,
        DisplayName: '',
        SubscriptionsConfirmed: String(confirmed),
        SubscriptionsPending: String(subscriptions.length - confirmed),
        SubscriptionsDeleted: '0',
        ...set,
      });
    },
    SetTopicAttributes: (params) => {
      const topic = existingTopic({ store }, params.get('TopicArn'));
      const name = params.get('AttributeName') ?? '';
      const set = checkedAttributes({ [name]: params.get('AttributeValue') ?? '' });
      store.add({ ...topic, attributes: { ...topic.attributes, ...set } });
      return undefined;
    },
    TagResource: (params) => {
      const topic = existingTopic({ store }, params.get('ResourceArn'));
      store.add({ ...topic, tags: { ...topic.tags, ...tagEntries(params) } });
      return {};
    },
    ListTagsForResource: (params) => {
      const { tags = {} } = existingTopic({ store }, params.get('ResourceArn'));
      return { Tags: { member: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) } };
    },
    Subscribe: (params) => {
      const { topicArn } = existingTopic({ store }, params.get('TopicArn'));
      const protocol = params.get('Protocol') ?? '';
      if (protocol === 'email') return subscribeEmail(store, topicArn, params);
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

/** It is written to nobody, so that nobody can confirm: the subscription stays pending. */
function subscribeEmail(store: SnsState['store'], topicArn: string, params: URLSearchParams): XmlObject {
  const email = params.get('Endpoint') ?? '';
  if (!/^[^\s@]+@[^\s@]+$/.test(email)) throw invalidParameter('Email address');
  const known = store.subscriptions(topicArn).find((one) => one.email === email);
  const subscription = known ?? { subscriptionArn: `${topicArn}:${randomUUID()}`, topicArn, email };
  store.subscribe(subscription);
  const isAsked = params.get('ReturnSubscriptionArn') === 'true';
  return { SubscriptionArn: isAsked ? subscription.subscriptionArn : 'pending confirmation' };
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
  const member = subscriptions.map(({ subscriptionArn, topicArn, functionArn, email = '' }) => ({
    SubscriptionArn: functionArn === undefined ? 'PendingConfirmation' : subscriptionArn,
    Owner: accountId,
    Protocol: functionArn === undefined ? 'email' : 'lambda',
    Endpoint: functionArn ?? email,
    TopicArn: topicArn,
  }));
  return { Subscriptions: { member } };
}
