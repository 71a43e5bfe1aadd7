import { randomUUID } from 'node:crypto';
import { notImplemented } from '../core/wire/aws-error.ts';
import type { QueryOperations } from '../core/wire/wire-query.ts';
import type { XmlObject } from '../core/wire/wire-xml.ts';
import { pageOf } from './list-page.ts';
import { checkArn, invalidParameter } from './sns-errors.ts';
import type { SnsState } from './sns-state.ts';
import type { Subscription, TopicStore } from './topic-store.ts';

export function subscriptionOperations({ store, accountId }: SnsState): QueryOperations {
  return {
    Subscribe: (params) => subscribe(params, store),
    Unsubscribe: (params) => {
      const arn = params.get('SubscriptionArn') ?? '';
      checkArn('SubscriptionArn', arn);
      store.unsubscribe(arn);
      return undefined;
    },
    ListSubscriptions: (params) => subscriptionList(params, store.subscriptions(), accountId),
    ListSubscriptionsByTopic: (params) => {
      const { topicArn } = store.requiredTopic(params.get('TopicArn'));
      return subscriptionList(params, store.subscriptions(topicArn), accountId);
    },
  };
}

function subscribe(params: URLSearchParams, store: TopicStore): XmlObject {
  const { topicArn } = store.requiredTopic(params.get('TopicArn'));
  const protocol = params.get('Protocol') ?? '';
  if (protocol === 'email') return subscribeEmail(params, topicArn, store);
  if (protocol === 'lambda') return subscribeFunction(params, topicArn, store);
  throw notImplemented('sns', `Subscribe with the protocol '${protocol}'`);
}

function subscribeFunction(params: URLSearchParams, topicArn: string, store: TopicStore): XmlObject {
  if (params.has('Attributes.entry.1.key')) throw notImplemented('sns', 'Subscribe with Attributes');
  const functionArn = params.get('Endpoint') ?? '';
  if (!/^arn:aws[a-z-]*:lambda:/.test(functionArn)) throw invalidParameter('Endpoint Reason: Lambda endpoint ARN');
  const known = store.subscriptions(topicArn).find((one) => one.functionArn === functionArn);
  const subscription = known ?? { subscriptionArn: newSubscriptionArn(topicArn), topicArn, functionArn };
  store.subscribe(subscription);
  return { SubscriptionArn: subscription.subscriptionArn };
}

/** It is written to nobody, so that nobody can confirm: the subscription stays pending. */
function subscribeEmail(params: URLSearchParams, topicArn: string, store: TopicStore): XmlObject {
  const email = params.get('Endpoint') ?? '';
  if (!/^[^\s@]+@[^\s@]+$/.test(email)) throw invalidParameter('Email address');
  const known = store.subscriptions(topicArn).find((one) => one.email === email);
  const subscription = known ?? { subscriptionArn: newSubscriptionArn(topicArn), topicArn, email };
  store.subscribe(subscription);
  const isAsked = params.get('ReturnSubscriptionArn') === 'true';
  return { SubscriptionArn: isAsked ? subscription.subscriptionArn : 'pending confirmation' };
}

function newSubscriptionArn(topicArn: string): string {
  return `${topicArn}:${randomUUID()}`;
}

function subscriptionList(params: URLSearchParams, all: readonly Subscription[], accountId: string): XmlObject {
  const sorted = all.toSorted((a, b) => (a.subscriptionArn < b.subscriptionArn ? -1 : 1));
  const { shown, next } = pageOf(params, sorted, ({ subscriptionArn }) => subscriptionArn);
  const member = shown.map(({ subscriptionArn, topicArn, functionArn, email = '' }) => ({
    SubscriptionArn: functionArn === undefined ? 'PendingConfirmation' : subscriptionArn,
    Owner: accountId,
    Protocol: functionArn === undefined ? 'email' : 'lambda',
    Endpoint: functionArn ?? email,
    TopicArn: topicArn,
  }));
  return { Subscriptions: { member }, ...next };
}
