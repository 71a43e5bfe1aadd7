import { notImplemented } from '../core/wire/aws-error.ts';
import { queryList } from '../core/wire/wire-query.ts';
import { invalidParameter } from './sns-errors.ts';

/** Kept and given back; of the policy only its form is looked at, since nobody else publishes here. */
const KEPT = ['DisplayName', 'Policy'];

const OWNER_ACTIONS = [
  'GetTopicAttributes',
  'SetTopicAttributes',
  'AddPermission',
  'RemovePermission',
  'DeleteTopic',
  'Subscribe',
  'ListSubscriptionsByTopic',
  'Publish',
];
/** https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html */
const DELIVERY = {
  defaultHealthyRetryPolicy: {
    minDelayTarget: 20,
    maxDelayTarget: 20,
    numRetries: 3,
    numMaxDelayRetries: 0,
    numNoDelayRetries: 0,
    numMinDelayRetries: 0,
    backoffFunction: 'linear',
  },
  disableSubscriptionOverrides: false,
  defaultRequestPolicy: { headerContentType: 'text/plain; charset=UTF-8' },
};

/** `Attributes.entry.1.key`, `Attributes.entry.1.value` and so on. */
export function attributeEntries(params: URLSearchParams): Record<string, string> {
  const keys = [...params].filter(([name]) => /^Attributes\.entry\.\d+\.key$/.test(name));
  return Object.fromEntries(keys.map(([name, key]) => [key, params.get(name.replace(/key$/, 'value')) ?? '']));
}

/** `Tags.member.1.Key`, `Tags.member.1.Value` and so on. */
export function tagEntries(params: URLSearchParams): Record<string, string> {
  const tags = queryList(params, 'Tags').map((tag) => [tag.get('Key') ?? '', tag.get('Value') ?? ''] as const);
  if (new Set(tags.map(([key]) => key)).size < tags.length) {
    throw invalidParameter('Duplicated keys are not allowed.');
  }
  return Object.fromEntries(tags);
}

/** What a topic has whose Policy and DeliveryPolicy nobody has set, as recorded on AWS. */
export function initialAttributes(topicArn: string, accountId: string): Readonly<Record<string, string>> {
  const statement = {
    Effect: 'Allow',
    Sid: '__default_statement_ID',
    Principal: { AWS: '*' },
    Action: OWNER_ACTIONS.map((action) => `SNS:${action}`),
    Resource: topicArn,
    Condition: { StringEquals: { 'AWS:SourceOwner': accountId } },
  };
  return {
    Policy: JSON.stringify({ Version: '2008-10-17', Id: '__default_policy_ID', Statement: [statement] }),
    EffectiveDeliveryPolicy: JSON.stringify({ http: DELIVERY }),
  };
}

export function checkedAttributes(attributes: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const other = Object.keys(attributes).find((name) => !KEPT.includes(name));
  if (other !== undefined) throw notImplemented('sns', `the topic attribute '${other}'`);
  const policy = attributes['Policy'];
  if (policy !== undefined && !isObject(policy)) throw invalidParameter('Policy statement');
  return attributes;
}

function isObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null;
  } catch {
    return false;
  }
}
