import { randomUUID } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { InvokeCommand } from '@aws-sdk/client-lambda';
import { notImplemented } from '../core/wire/aws-error.ts';
import { isJsonObject } from '../core/wire/wire-json.ts';
import type { QueryOperations } from '../core/wire/wire-query.ts';
import { FilteredMessage, matchesPolicy } from './filter-policy/match-filter-policy.ts';
import { parseFilterPolicy } from './filter-policy/parse-filter-policy.ts';
import { attributeBytes, type MessageAttribute, readAttributes } from './message-attributes.ts';
import { invalidParameter } from './sns-errors.ts';
import type { SnsState } from './sns-state.ts';
import { scopeOf } from './subscription-attributes.ts';
import type { Subscription } from './topic-store.ts';

const MAX_MESSAGE_BYTES = 262_144;
const MAX_SUBJECT_LENGTH = 100;

/** https://docs.aws.amazon.com/sns/latest/api/API_Publish.html */
export function publishOperation(state: SnsState): QueryOperations {
  return {
    Publish: (params) => {
      if (params.has('PhoneNumber')) throw notImplemented('sns', 'Publish to a phone number');
      const arn = params.get('TopicArn') ?? params.get('TargetArn');
      if (arn === null) throw invalidParameter('TopicArn or TargetArn Reason: no value for required parameter');
      const notification = readNotification(params);
      const { topicArn } = state.store.requiredTopic(arn);
      const messageId = randomUUID();
      const subscribed = state.store.subscriptions(topicArn);
      state.inBackground(deliverAll(state, subscribed, { ...notification, MessageId: messageId, TopicArn: topicArn }));
      return { MessageId: messageId };
    },
  };
}

/** One after the other, with a pause between: each needs the whole message once more. */
async function deliverAll(
  state: SnsState,
  subscriptions: readonly Subscription[],
  message: PublishedMessage,
): Promise<void> {
  const filtered = new FilteredMessage(message.Message, message.MessageAttributes);
  for (const subscription of subscriptions) {
    // An address that has not confirmed gets nothing.
    if (subscription.functionArn === undefined || !wants(subscription, filtered)) continue;
    state.inBackground(deliver(state, subscription, message));
    await setImmediate();
  }
}

/** Whether the subscription's filter lets the message through. */
function wants(subscription: Subscription, message: FilteredMessage): boolean {
  const { filterPolicy } = subscription;
  if (filterPolicy === undefined) return true;
  const scope = scopeOf(subscription);
  return matchesPolicy(parseFilterPolicy(filterPolicy, scope, ''), scope, message);
}

interface Notification {
  readonly Subject: string | null;
  readonly Message: string;
  readonly MessageAttributes: Readonly<Record<string, MessageAttribute>>;
}

interface PublishedMessage extends Notification {
  readonly MessageId: string;
  readonly TopicArn: string;
}

function readNotification(params: URLSearchParams): Notification {
  const message = params.get('Message') ?? '';
  if (message === '') throw invalidParameter('Empty message');
  if (Buffer.byteLength(message) + attributeBytes(params) > MAX_MESSAGE_BYTES)
    throw invalidParameter('Message too long');
  const subject = params.get('Subject');
  if (subject !== null && (subject === '' || subject.length > MAX_SUBJECT_LENGTH || /[\n\r]/.test(subject))) {
    throw invalidParameter('Subject');
  }
  const structure = params.get('MessageStructure');
  return {
    Subject: subject,
    Message: structure === 'json' ? defaultMessage(message) : message,
    MessageAttributes: readAttributes(params),
  };
}

/** With MessageStructure json there is a message for each protocol; for lambda that, or the default. */
function defaultMessage(text: string): string {
  let messages: unknown;
  try {
    messages = JSON.parse(text);
  } catch {
    throw invalidParameter('Message Structure - JSON message body failed to parse');
  }
  const { lambda, default: fallback } = isJsonObject(messages) ? messages : {};
  if (typeof fallback !== 'string') throw invalidParameter('Message Structure - No default entry in JSON message body');
  return typeof lambda === 'string' ? lambda : fallback;
}

/** The event that Lambda gets from SNS (https://docs.aws.amazon.com/lambda/latest/dg/with-sns.html); a failure stays with Lambda. */
async function deliver(
  { lambda }: SnsState,
  { subscriptionArn, functionArn }: Subscription,
  message: PublishedMessage,
): Promise<void> {
  const Sns = { Type: 'Notification', Timestamp: new Date().toISOString(), ...message };
  const record = { EventSource: 'aws:sns', EventVersion: '1.0', EventSubscriptionArn: subscriptionArn, Sns };
  const Payload = Buffer.from(JSON.stringify({ Records: [record] }));
  await lambda.send(new InvokeCommand({ FunctionName: functionArn, InvocationType: 'Event', Payload }));
}
