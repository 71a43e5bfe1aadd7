import { join } from 'node:path';
import type { RecordKind } from '../core/storage/record-file.ts';
import { ifPresent, isText, isTextMap, record } from '../core/storage/record-shape.ts';
import { RecordStore } from '../core/storage/record-store.ts';
import { checkArn, invalidParameter, subscriptionNotFound, topicNotFound } from './sns-errors.ts';

export interface Topic {
  readonly topicArn: string;
  readonly name: string;
  /** Attributes that somebody has set, such as Policy and DisplayName. */
  readonly attributes?: Readonly<Record<string, string>>;
  readonly tags?: Readonly<Record<string, string>>;
}

/** Who gets every message of a topic: a function, or an e-mail address that has yet to confirm and so gets none. */
export interface Subscription {
  readonly subscriptionArn: string;
  readonly topicArn: string;
  readonly functionArn?: string;
  readonly email?: string;
  /** Which messages it gets, as JSON; all, if absent. */
  readonly filterPolicy?: string;
  /** What the policy looks at: MessageAttributes, if absent, or MessageBody. */
  readonly filterPolicyScope?: string;
}

const TOPICS: RecordKind<Topic> = {
  noun: 'SNS topic',
  isRecord: record<Topic>({
    topicArn: isText,
    name: isText,
    attributes: ifPresent(isTextMap),
    tags: ifPresent(isTextMap),
  }),
};
const SUBSCRIPTIONS: RecordKind<Subscription> = {
  noun: 'SNS subscription',
  isRecord: record<Subscription>({
    subscriptionArn: isText,
    topicArn: isText,
    functionArn: ifPresent(isText),
    email: ifPresent(isText),
    filterPolicy: ifPresent(isText),
    filterPolicyScope: ifPresent(isText),
  }),
};

/** In an ARN. */
const REGION = 3;

/** Topics and subscriptions on disk. */
export class TopicStore {
  readonly #topics: RecordStore<Topic>;
  readonly #subscriptions: RecordStore<Subscription>;

  readonly #region: string;

  constructor(dataFolder: string, region: string) {
    this.#region = region;
    this.#topics = new RecordStore(join(dataFolder, 'topics'), TOPICS);
    this.#subscriptions = new RecordStore(join(dataFolder, 'subscriptions'), SUBSCRIPTIONS);
  }

  find(topicArn: string): Topic | undefined {
    return this.#topics.get(topicArn);
  }

  /** Refuses as SNS does when there is no such topic, and topics of other regions. */
  requiredTopic(topicArn: string, member = 'TopicArn'): Topic {
    checkArn(member, topicArn);
    if (topicArn.split(':')[REGION] !== this.#region) throw invalidParameter(member);
    const topic = this.find(topicArn);
    if (topic === undefined) throw topicNotFound();
    return topic;
  }

  topics(): readonly Topic[] {
    return this.#topics.values().sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  add(topic: Topic): void {
    this.#topics.put(topic.topicArn, topic);
  }

  /** Its subscriptions go with it. */
  delete(topicArn: string): void {
    for (const { subscriptionArn } of this.subscriptions(topicArn)) this.unsubscribe(subscriptionArn);
    this.#topics.delete(topicArn);
  }

  /** Of one topic, or all. */
  subscriptions(topicArn?: string): readonly Subscription[] {
    const all = this.#subscriptions.values();
    return topicArn === undefined ? all : all.filter((subscription) => subscription.topicArn === topicArn);
  }

  requiredSubscription(subscriptionArn: string): Subscription {
    checkArn('SubscriptionArn', subscriptionArn);
    const subscription = this.#subscriptions.get(subscriptionArn);
    if (subscription === undefined) throw subscriptionNotFound();
    return subscription;
  }

  subscribe(subscription: Subscription): void {
    this.#subscriptions.put(subscription.subscriptionArn, subscription);
  }

  unsubscribe(subscriptionArn: string): void {
    this.#subscriptions.delete(subscriptionArn);
  }
}
