import {
  CreateTopicCommand,
  GetSubscriptionAttributesCommand,
  GetTopicAttributesCommand,
  ListTagsForResourceCommand,
  PublishCommand,
  type PublishCommandInput,
  SetSubscriptionAttributesCommand,
  SubscribeCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-sns';
import { expect } from 'chai';
import { AwsClients } from '../../../../emulators/core/aws-clients.ts';
import { createSnsService } from '../../../../emulators/sns/sns-service.ts';
import { refusal } from '../../../support/error-of.ts';
import { RecordingService } from '../../../support/recording-service.ts';
import { type Rule, rule } from '../../../support/rule.ts';
import { listenTo, type ServiceListener } from '../../../support/service-listener.ts';
import { useTemporaryFolder } from '../../../support/temporary-folder.ts';

const PLACE = { region: 'us-east-1', accountId: '000000000000' };
const FUNCTION = 'arn:aws:lambda:us-east-1:000000000000:function:f';
const RECORDING =
  'https://github.com/localstack/localstack/blob/v4.14.0/tests/aws/services/sns/test_sns_filter_policy.snapshot.json';
const same = (id: string, aws: string, wording: Rule['wording'] = 'none', source = RECORDING): Rule => ({
  table: 'sns',
  id,
  aws,
  here: 'same',
  wording,
  source,
});

describe('filters of subscriptions', () => {
  const folder = useTemporaryFolder();
  let lambda: RecordingService;
  let sns: ReturnType<typeof createSnsService>;
  let functions: ServiceListener;
  let listener: ServiceListener;
  let clients: AwsClients;
  let toFunctions: AwsClients;
  let TopicArn: string;

  beforeEach(async () => {
    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
    lambda = new RecordingService('lambda', () => ({ status: 202, headers: {} }));
    functions = await listenTo(lambda);
    toFunctions = new AwsClients({ endpointUrl: functions.endpointUrl, region: PLACE.region, credentials });
    sns = createSnsService({ ...PLACE, dataFolder: folder(), clients: toFunctions });
    listener = await listenTo(sns);
    clients = new AwsClients({ endpointUrl: listener.endpointUrl, region: PLACE.region, credentials });
    TopicArn = (await clients.sns.send(new CreateTopicCommand({ Name: 't' }))).TopicArn ?? '';
  });
  afterEach(async () => {
    clients.destroy();
    await listener.close();
    toFunctions.destroy();
    await functions.close();
  });

  const subscribe = async (Attributes?: Record<string, string>, Endpoint = FUNCTION): Promise<string> => {
    const input = { TopicArn, Protocol: 'lambda', Endpoint, ...(Attributes === undefined ? {} : { Attributes }) };
    return (await clients.sns.send(new SubscribeCommand(input))).SubscriptionArn ?? '';
  };
  const set = (SubscriptionArn: string, AttributeName: string, AttributeValue: string) =>
    clients.sns.send(new SetSubscriptionAttributesCommand({ SubscriptionArn, AttributeName, AttributeValue }));
  const attributesOf = async (SubscriptionArn: string) =>
    (await clients.sns.send(new GetSubscriptionAttributesCommand({ SubscriptionArn }))).Attributes ?? {};
  const publish = (more: Partial<PublishCommandInput>) =>
    clients.sns.send(new PublishCommand({ TopicArn, Message: 'text', ...more }));
  const delivered = async (): Promise<readonly string[]> => {
    await sns.close();
    return lambda.requests.map(({ body }) => JSON.parse(body).Records[0].Sns.Message);
  };

  rule(
    same('filter.delivery', 'a subscription gets the messages that its policy matches, by attributes or by body'),
    async () => {
      await subscribe({ FilterPolicy: '{"kind": ["red"]}' });
      const body = { FilterPolicy: '{"kind": ["blue"]}', FilterPolicyScope: 'MessageBody' };
      await subscribe(body, `${FUNCTION}-2`);
      const kind = (StringValue: string) => ({ MessageAttributes: { kind: { DataType: 'String', StringValue } } });
      await publish({ Message: 'one', ...kind('red') });
      await publish({ Message: 'two', ...kind('green') });
      await publish({ Message: '{"kind": "blue"}' });
      expect(await delivered()).to.have.members(['one', '{"kind": "blue"}']);
    },
  );

  rule(same('subscription.attributes', 'a policy has its scope beside it, and goes with an empty one'), async () => {
    const arn = await subscribe();
    const plain = await attributesOf(arn);
    expect(plain).to.deep.include({
      SubscriptionArn: arn,
      TopicArn,
      Endpoint: FUNCTION,
      Protocol: 'lambda',
      Owner: PLACE.accountId,
      PendingConfirmation: 'false',
      ConfirmationWasAuthenticated: 'true',
      RawMessageDelivery: 'false',
    });
    expect(plain).not.to.have.any.keys('FilterPolicy', 'FilterPolicyScope');
    await set(arn, 'FilterPolicy', '{"a": ["b"]}');
    expect(await attributesOf(arn)).to.deep.include({
      FilterPolicy: '{"a": ["b"]}',
      FilterPolicyScope: 'MessageAttributes',
    });
    await set(arn, 'FilterPolicyScope', 'MessageBody');
    expect(await attributesOf(arn)).to.deep.include({ FilterPolicyScope: 'MessageBody' });
    await set(arn, 'FilterPolicy', '{}');
    expect(await attributesOf(arn)).to.deep.equal(plain);
  });

  rule(
    same(
      'subscription.refused',
      'a wrong scope, a policy that the scope does not take, and other attributes than it has',
      'AWS',
    ),
    async () => {
      const arn = await subscribe({ FilterPolicyScope: 'MessageBody', FilterPolicy: '{"a": {"b": ["c"]}}' });
      expect(await refusal(set(arn, 'FilterPolicyScope', 'RandomValue'))).to.equal(
        'InvalidParameterException: Invalid parameter: FilterPolicyScope: Invalid value [RandomValue]. Please use either MessageBody or MessageAttributes',
      );
      expect(await refusal(set(arn, 'FilterPolicyScope', 'MessageAttributes'))).to.equal(
        'InvalidParameterException: Invalid parameter: Filter policy scope MessageAttributes does not support nested filter policy',
      );
      expect(await refusal(subscribe({ FilterPolicy: '{"a": ["b"]}' }))).to.equal(
        'InvalidParameterException: Invalid parameter: Attributes Reason: Subscription already exists with different attributes',
      );
      expect(await refusal(subscribe({ FilterPolicy: '{"a": "b"}' }, `${FUNCTION}-2`))).to.equal(
        'InvalidParameterException: Invalid parameter: Attributes Reason: FilterPolicy: "a" must be an object or an array',
      );
      expect(await subscribe()).to.equal(arn);
    },
  );

  rule(
    same(
      'topic.otherRegion',
      'a topic is reached in its own region only',
      'AWS',
      'sysdiglabs/terraform-aws-secure-for-cloud#105',
    ),
    async () => {
      const elsewhere = TopicArn.replace('us-east-1', 'eu-west-1');
      const calls = [
        clients.sns.send(new PublishCommand({ TopicArn: elsewhere, Message: 'm' })),
        clients.sns.send(new GetTopicAttributesCommand({ TopicArn: elsewhere })),
        clients.sns.send(new SubscribeCommand({ TopicArn: elsewhere, Protocol: 'lambda', Endpoint: FUNCTION })),
      ];
      for (const call of calls) {
        expect(await refusal(call)).to.equal('InvalidParameterException: Invalid parameter: TopicArn');
      }
    },
  );

  it('say that a subscription is not there', async () => {
    expect(await refusal(attributesOf(`${TopicArn}:00000000-0000-0000-0000-000000000000`))).to.equal(
      'NotFoundException: Subscription does not exist',
    );
  });

  it('leave a topic’s tags to be taken off', async () => {
    const Tags = ['a', 'b'].map((Key) => ({ Key, Value: 'v' }));
    await clients.sns.send(new TagResourceCommand({ ResourceArn: TopicArn, Tags }));
    await clients.sns.send(new UntagResourceCommand({ ResourceArn: TopicArn, TagKeys: ['a'] }));
    const { Tags: left } = await clients.sns.send(new ListTagsForResourceCommand({ ResourceArn: TopicArn }));
    expect(left).to.deep.equal([{ Key: 'b', Value: 'v' }]);
  });
});
