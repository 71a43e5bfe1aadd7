import { notImplemented } from '../core/wire/aws-error.ts';
import { isJsonObject } from '../core/wire/wire-json.ts';
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
const POLICY_ACTION = new RegExp(`^SNS:(?:${OWNER_ACTIONS.join('|')}|Receive)$`, 'i');
/** https://docs.aws.amazon.com/sns/latest/api/API_SetTopicAttributes.html */
const NOT_EMULATED =
  /^(?:DeliveryPolicy|TracingConfig|KmsMasterKeyId|SignatureVersion|ArchivePolicy|FifoTopic|FifoThroughputScope|ContentBasedDeduplication|DataProtectionPolicy|(?:HTTP|Firehose|Lambda|Application|SQS)(?:Success|Failure)Feedback(?:RoleArn|SampleRate))$/;
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
  if (other !== undefined && NOT_EMULATED.test(other)) throw notImplemented('sns', `the topic attribute '${other}'`);
  if (other !== undefined) throw invalidParameter('AttributeName');
  const policy = attributes['Policy'];
  if (policy !== undefined) checkPolicy(policy);
  return attributes;
}

/** A topic's policy may name its own actions only, one by one. */
function checkPolicy(text: string): void {
  const policy = parsed(text);
  if (!isJsonObject(policy)) throw invalidParameter('Policy statement');
  const statements = [policy['Statement']].flat().filter(isJsonObject);
  const actions = statements.flatMap(({ Action, NotAction }) => [Action ?? NotAction ?? []].flat());
  if (actions.every((action) => typeof action === 'string' && POLICY_ACTION.test(action))) return;
  throw invalidParameter('Policy statement action out of service scope!');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
