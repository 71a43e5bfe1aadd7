import { notImplemented } from '../core/wire/aws-error.ts';
import { type QueryOperations, queryList } from '../core/wire/wire-query.ts';
import type { XmlObject } from '../core/wire/wire-xml.ts';
import { pageOf } from './list-page.ts';
import { checkArn, invalidParameter } from './sns-errors.ts';
import type { SnsState } from './sns-state.ts';
import { attributeEntries, checkedAttributes, initialAttributes, tagEntries } from './topic-attributes.ts';

const NAME = /^[A-Za-z0-9_-]{1,256}$/;

export function topicOperations(state: SnsState): QueryOperations {
  const { store } = state;
  return {
    CreateTopic: (params) => createTopic(params, state),
    DeleteTopic: (params) => {
      const arn = params.get('TopicArn') ?? '';
      checkArn('TopicArn', arn);
      store.delete(arn);
      return undefined;
    },
    ListTopics: (params) => {
      const { shown, next } = pageOf(params, store.topics(), ({ topicArn }) => topicArn);
      return { Topics: { member: shown.map(({ topicArn }) => ({ TopicArn: topicArn })) }, ...next };
    },
    GetTopicAttributes: (params) => getTopicAttributes(params, state),
    SetTopicAttributes: (params) => {
      setTopicAttributes(params, state);
      return undefined;
    },
    TagResource: (params) => {
      const topic = store.requiredTopic(params.get('ResourceArn') ?? '', 'ResourceArn');
      store.add({ ...topic, tags: { ...topic.tags, ...tagEntries(params) } });
      return {};
    },
    UntagResource: (params) => {
      const { tags = {}, ...topic } = store.requiredTopic(params.get('ResourceArn') ?? '', 'ResourceArn');
      const gone = new Set(queryList(params, 'TagKeys').map((entry) => entry.get('')));
      store.add({ ...topic, tags: Object.fromEntries(Object.entries(tags).filter(([key]) => !gone.has(key))) });
      return {};
    },
    ListTagsForResource: (params) => {
      const { tags = {} } = store.requiredTopic(params.get('ResourceArn') ?? '', 'ResourceArn');
      return { Tags: { member: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) } };
    },
  };
}

/** A topic that is there takes the attributes that are given, and keeps the others; it must have the tags already. */
function createTopic(params: URLSearchParams, { store, region, accountId }: SnsState): XmlObject {
  const name = params.get('Name') ?? '';
  if (name.endsWith('.fifo')) throw notImplemented('sns', 'CreateTopic with a FIFO topic');
  if (!NAME.test(name)) throw invalidParameter('Topic Name');
  if (params.has('DataProtectionPolicy')) throw notImplemented('sns', 'CreateTopic with DataProtectionPolicy');
  const topicArn = `arn:aws:sns:${region}:${accountId}:${name}`;
  const existing = store.find(topicArn);
  const tags = tagEntries(params);
  if (existing !== undefined && Object.entries(tags).some(([key, value]) => existing.tags?.[key] !== value)) {
    throw invalidParameter('Tags Reason: Topic already exists with different tags');
  }
  const known = existing ?? { topicArn, name, tags };
  const attributes = { ...known.attributes, ...checkedAttributes(attributeEntries(params)) };
  store.add({ ...known, attributes });
  return { TopicArn: topicArn };
}

function getTopicAttributes(params: URLSearchParams, { store, accountId }: SnsState): XmlObject {
  const { topicArn, attributes } = store.requiredTopic(params.get('TopicArn') ?? '');
  const subscriptions = store.subscriptions(topicArn);
  const confirmed = subscriptions.filter(({ functionArn }) => functionArn !== undefined).length;
  const values = {
    TopicArn: topicArn,
    Owner: accountId,
    DisplayName: '',
    SubscriptionsConfirmed: String(confirmed),
    SubscriptionsPending: String(subscriptions.length - confirmed),
    SubscriptionsDeleted: '0',
    ...initialAttributes(topicArn, accountId),
    ...attributes,
  };
  return { Attributes: { entry: Object.entries(values).map(([key, value]) => ({ key, value })) } };
}

function setTopicAttributes(params: URLSearchParams, { store }: SnsState): void {
  const topic = store.requiredTopic(params.get('TopicArn') ?? '');
  const name = params.get('AttributeName') ?? '';
  const given = checkedAttributes({ [name]: params.get('AttributeValue') ?? '' });
  store.add({ ...topic, attributes: { ...topic.attributes, ...given } });
}
