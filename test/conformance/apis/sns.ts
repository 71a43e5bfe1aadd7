import { AwsClients } from '../../../emulators/core/aws-clients.ts';
import { createSnsService } from '../../../emulators/sns/sns-service.ts';
import type { ConformedApi } from './conformed-api.ts';
import { startQuery } from './query-calls.ts';

const PLACE = { region: 'us-east-1', accountId: '000000000000' };
const TOPIC = { TopicArn: 'arn:aws:sns:us-east-1:000000000000:absent' };
const RESOURCE = { ResourceArn: TOPIC.TopicArn };
const SUBSCRIPTION = { SubscriptionArn: `${TOPIC.TopicArn}:00000000-0000-0000-0000-000000000000` };
const WIRE = {
  model: 'sns/model/api-model.json',
  protocol: 'query',
  code: 'ValidationError',
  wrongTypeCode: 'MalformedInput',
} as const;

export const SNS: ConformedApi = {
  name: 'sns',
  ...WIRE,
  baseRequests: {
    CreateTopic: { Name: 'a' },
    DeleteTopic: TOPIC,
    ListTopics: {},
    GetTopicAttributes: TOPIC,
    SetTopicAttributes: { ...TOPIC, AttributeName: 'DisplayName', AttributeValue: 'a' },
    TagResource: { ...RESOURCE, Tags: [{ Key: 'a', Value: 'b' }] },
    UntagResource: { ...RESOURCE, TagKeys: ['a'] },
    ListTagsForResource: RESOURCE,
    Subscribe: { ...TOPIC, Protocol: 'email', Endpoint: 'a@example.com' },
    Unsubscribe: SUBSCRIPTION,
    GetSubscriptionAttributes: SUBSCRIPTION,
    SetSubscriptionAttributes: { ...SUBSCRIPTION, AttributeName: 'FilterPolicy', AttributeValue: '{"a": ["b"]}' },
    ListSubscriptions: {},
    ListSubscriptionsByTopic: TOPIC,
    Publish: { ...TOPIC, Message: 'a' },
  },
  knownDifferences: [
    { operation: 'Publish', path: 'phoneNumber', reason: 'there is nobody to send a text message to' },
    { operation: 'CreateTopic', path: 'dataProtectionPolicy', reason: 'messages are not searched for personal data' },
  ],
  start: () =>
    startQuery(WIRE, (dataFolder) => {
      const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
      const clients = new AwsClients({ endpointUrl: 'http://127.0.0.1:9', region: PLACE.region, credentials });
      return createSnsService({ ...PLACE, dataFolder, clients });
    }),
};
