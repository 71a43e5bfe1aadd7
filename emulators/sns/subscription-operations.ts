import { randomUUID } from 'node:crypto';
import { notImplemented } from '../core/wire/aws-error.ts';
import type { QueryOperations } from '../core/wire/wire-query.ts';
import type { XmlObject } from '../core/wire/wire-xml.ts';
import { pageOf } from './list-page.ts';
import { checkArn, invalidParameter } from './sns-errors.ts';
import type { SnsState } from './sns-state.ts';
import { attributesOf, filterSettings, scopeOf } from './subscription-attributes.ts';
import { attributeEntries } from './topic-attributes.ts';
import type { Subscription, TopicStore } from './topic-store.ts';

/** https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html */
const PROTOCOLS = ['http', 'https', 'email-json', 'sms', 'sqs', 'application', 'firehose'];

export function subscriptionOperations({ store, accountId }: SnsState): QueryOperations {
  return {
    Subscribe: (params) => subscribe(params, store),
    Unsubscribe: (params) => {
      const arn = params.get('SubscriptionArn') ?? '';
      checkArn('SubscriptionArn', arn);
      store.unsubscribe(arn);
      return undefined;
    },
    GetSubscriptionAttributes: (params) =>
      attributesOf(store.requiredSubscription(params.get('SubscriptionArn') ?? ''), accountId),
    SetSubscriptionAttributes: (params) => {
      const { filterPolicy, filterPolicyScope, ...subscription } = store.requiredSubscription(
        params.get('SubscriptionArn') ?? '',
      );
      const given = { [params.get('AttributeName') ?? '']: params.get('AttributeValue') ?? '' };
      const known = {
        ...(filterPolicy === undefined ? {} : { filterPolicy }),
        ...(filterPolicyScope === undefined ? {} : { filterPolicyScope }),
      };
      store.subscribe({ ...subscription, ...filterSettings(given, known, '') });
      return undefined;
    },
    ListSubscriptions: (params) => subscriptionList(params, store.subscriptions(), accountId),
    ListSubscriptionsByTopic: (params) => {
      const { topicArn } = store.requiredTopic(params.get('TopicArn') ?? '');
      return subscriptionList(params, store.subscriptions(topicArn), accountId);
    },
  };
}

const ON_SUBSCRIBE = 'Attributes Reason: ';

function subscribe(params: URLSearchParams, store: TopicStore): XmlObject {
  const { topicArn } = store.requiredTopic(params.get('TopicArn') ?? '');
  const protocol = params.get('Protocol') ?? '';
  if (protocol === 'email') return subscribeEmail(params, topicArn, store);
  if (protocol === 'lambda') return subscribeFunction(params, topicArn, store);
  if (PROTOCOLS.includes(protocol)) throw notImplemented('sns', `Subscribe with the protocol '${protocol}'`);
  throw invalidParameter(`Amazon SNS does not support this protocol string: ${protocol}`);
}

function subscribeFunction(params: URLSearchParams, topicArn: string, store: TopicStore): XmlObject {
  const functionArn = params.get('Endpoint') ?? '';
  if (!/^arn:aws[a-z-]*:lambda:/.test(functionArn)) throw invalidParameter('Endpoint Reason: Lambda endpoint ARN');
  return { SubscriptionArn: subscribed(params, { topicArn, functionArn }, store).subscriptionArn };
}

/** It is written to nobody, so that nobody can confirm: the subscription stays pending. */
function subscribeEmail(params: URLSearchParams, topicArn: string, store: TopicStore): XmlObject {
  const email = params.get('Endpoint') ?? '';
  if (!/^[^\s@]+@[^\s@]+$/.test(email)) throw invalidParameter('Email address');
  const { subscriptionArn } = subscribed(params, { topicArn, email }, store);
  const isAsked = params.get('ReturnSubscriptionArn') === 'true';
  return { SubscriptionArn: isAsked ? subscriptionArn : 'pending confirmation' };
}

/** One endpoint subscribes once: a second time gives the same subscription, if it asks for the same. */
function subscribed(
  params: URLSearchParams,
  endpoint: Pick<Subscription, 'topicArn' | 'functionArn' | 'email'>,
  store: TopicStore,
): Subscription {
  const { topicArn, functionArn, email } = endpoint;
  const given = attributeEntries(params);
  const filter = filterSettings(given, {}, ON_SUBSCRIBE);
  const known = store.subscriptions(topicArn).find((one) => one.functionArn === functionArn && one.email === email);
  if (known === undefined) {
    const subscription = { subscriptionArn: newSubscriptionArn(topicArn), ...endpoint, ...filter };
    store.subscribe(subscription);
    return subscription;
  }
  const isSame = filter.filterPolicy === known.filterPolicy && scopeOf(filter) === scopeOf(known);
  if (isSame || Object.keys(given).length === 0) return known;
  throw invalidParameter(`${ON_SUBSCRIBE}Subscription already exists with different attributes`);
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
