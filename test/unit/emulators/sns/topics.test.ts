import {
  CreateTopicCommand,
  GetTopicAttributesCommand,
  ListSubscriptionsByTopicCommand,
  ListSubscriptionsCommand,
  ListTopicsCommand,
  PublishCommand,
  SetTopicAttributesCommand,
  SubscribeCommand,
  UnsubscribeCommand,
} from '@aws-sdk/client-sns';
import { expect } from 'chai';
import { AwsClients } from '../../../../emulators/core/aws-clients.ts';
import { createSnsService } from '../../../../emulators/sns/sns-service.ts';
import { refusal } from '../../../support/error-of.ts';
import { listenTo, type ServiceListener } from '../../../support/service-listener.ts';
import { useTemporaryFolder } from '../../../support/temporary-folder.ts';

const PLACE = { region: 'us-east-1', accountId: '000000000000' };
const FUNCTION = 'arn:aws:lambda:us-east-1:000000000000:function:f';

describe('topics of SNS', () => {
  const folder = useTemporaryFolder();
  let listener: ServiceListener;
  let clients: AwsClients;
  let TopicArn: string;

  beforeEach(async () => {
    // It delivers nothing here, so its own clients lead nowhere.
    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
    const nowhere = new AwsClients({ endpointUrl: 'http://127.0.0.1:9', region: PLACE.region, credentials });
    listener = await listenTo(createSnsService({ ...PLACE, dataFolder: folder(), clients: nowhere }));
    clients = new AwsClients({ endpointUrl: listener.endpointUrl, region: PLACE.region, credentials });
    TopicArn = (await clients.sns.send(new CreateTopicCommand({ Name: 'alarms' }))).TopicArn ?? '';
  });
  afterEach(async () => {
    clients.destroy();
    await listener.close();
  });

  const subscribe = (Protocol: string, Endpoint: string, more: object = {}) =>
    clients.sns.send(new SubscribeCommand({ TopicArn, Protocol, Endpoint, ...more }));
  const counts = async () => {
    const { Attributes = {} } = await clients.sns.send(new GetTopicAttributesCommand({ TopicArn }));
    const { SubscriptionsConfirmed, SubscriptionsPending, SubscriptionsDeleted } = Attributes;
    return { SubscriptionsConfirmed, SubscriptionsPending, SubscriptionsDeleted };
  };

  // API_GetTopicAttributes: confirmed, pending and deleted subscriptions. A function needs no confirmation, an address does.
  it('count what is confirmed and what is pending', async () => {
    expect(await counts()).to.deep.equal({
      SubscriptionsConfirmed: '0',
      SubscriptionsPending: '0',
      SubscriptionsDeleted: '0',
    });
    const { SubscriptionArn } = await subscribe('lambda', FUNCTION);
    for (const name of ['one', 'two', 'one']) await subscribe('email', `${name}@example.com`);
    expect(await counts()).to.deep.include({ SubscriptionsConfirmed: '1', SubscriptionsPending: '2' });
    await clients.sns.send(new UnsubscribeCommand({ SubscriptionArn }));
    expect(await counts()).to.deep.include({ SubscriptionsConfirmed: '0', SubscriptionsPending: '2' });
  });

  // API_Subscribe, ReturnSubscriptionArn: without it the answer for an address is "pending confirmation".
  it('give the ARN of a pending subscription only where it is asked for', async () => {
    expect((await subscribe('email', 'a@example.com')).SubscriptionArn).to.equal('pending confirmation');
    const asked = await subscribe('email', 'a@example.com', { ReturnSubscriptionArn: true });
    expect(asked.SubscriptionArn).to.match(/^arn:aws:sns:us-east-1:000000000000:alarms:[0-9a-f-]{36}$/);
    const { Subscriptions } = await clients.sns.send(new ListSubscriptionsByTopicCommand({ TopicArn }));
    expect(Subscriptions?.map(({ Protocol, Endpoint }) => [Protocol, Endpoint])).to.deep.equal([
      ['email', 'a@example.com'],
    ]);
  });

  it('have the policy and the delivery of every new topic', async () => {
    const { Attributes = {} } = await clients.sns.send(new GetTopicAttributesCommand({ TopicArn }));
    const { Statement } = JSON.parse(Attributes['Policy'] ?? '');
    expect(Statement[0]).to.deep.include({
      Resource: TopicArn,
      Condition: { StringEquals: { 'AWS:SourceOwner': PLACE.accountId } },
    });
    const { http } = JSON.parse(Attributes['EffectiveDeliveryPolicy'] ?? '');
    expect(http.defaultHealthyRetryPolicy).to.include({ minDelayTarget: 20, numRetries: 3 });
  });

  it('refuse what has not the form of an ARN, tags twice and other tags than the topic has', async () => {
    const reason = (member: string) => `${member} Reason: An ARN must have at least 6 elements, not 1`;
    const get = clients.sns.send(new GetTopicAttributesCommand({ TopicArn: 'alarms' }));
    expect(await refusal(get)).to.equal(`InvalidParameterException: Invalid parameter: ${reason('TopicArn')}`);
    const leave = clients.sns.send(new UnsubscribeCommand({ SubscriptionArn: 'x' }));
    expect(await refusal(leave)).to.equal(`InvalidParameterException: Invalid parameter: ${reason('SubscriptionArn')}`);
    const create = (...Tags: { Key: string; Value: string }[]) =>
      clients.sns.send(new CreateTopicCommand({ Name: 'tagged', Tags }));
    const [one, two] = [
      { Key: 'a', Value: '1' },
      { Key: 'a', Value: '2' },
    ];
    expect(await refusal(create(one, two))).to.match(/Duplicated keys are not allowed\.$/);
    await create(one);
    expect((await create(one)).TopicArn).to.equal((await create()).TopicArn);
    expect(await refusal(create(two))).to.match(/Tags Reason: Topic already exists with different tags$/);
  });

  it('count the attributes with the message, which is at most 256 KB', async () => {
    const publish = (bytes: number) => {
      const MessageAttributes = { name: { DataType: 'String', StringValue: 'value' } };
      const Message = 'x'.repeat(bytes - 'nameStringvalue'.length);
      return clients.sns.send(new PublishCommand({ TopicArn, Message, MessageAttributes }));
    };
    expect((await publish(262_144)).MessageId).to.match(/^[0-9a-f-]{36}$/);
    expect(await refusal(publish(262_145))).to.match(/Message too long$/);
  });

  it('are listed a hundred at a time, and so are their subscriptions', async () => {
    for (let number = 0; number < 100; number += 1) {
      await clients.sns.send(new CreateTopicCommand({ Name: `topic-${number}` }));
      await subscribe('lambda', `${FUNCTION}-${number}`);
    }
    const first = await clients.sns.send(new ListTopicsCommand({}));
    const rest = await clients.sns.send(new ListTopicsCommand({ NextToken: first.NextToken }));
    expect([first.Topics?.length, rest.Topics?.length, rest.NextToken]).to.deep.equal([100, 1, undefined]);
    const all = await clients.sns.send(new ListSubscriptionsByTopicCommand({ TopicArn }));
    expect([all.Subscriptions?.length, all.NextToken]).to.deep.equal([100, undefined]);
    await subscribe('lambda', FUNCTION);
    const page = await clients.sns.send(new ListSubscriptionsCommand({}));
    const last = await clients.sns.send(new ListSubscriptionsCommand({ NextToken: page.NextToken }));
    const arns = [...(page.Subscriptions ?? []), ...(last.Subscriptions ?? [])].map((one) => one.SubscriptionArn);
    expect([page.Subscriptions?.length, new Set(arns).size]).to.deep.equal([100, 101]);
  });

  it('refuse a protocol, an attribute and a policy that SNS does not know', async () => {
    expect(await refusal(subscribe('pigeon', 'x'))).to.equal(
      'InvalidParameterException: Invalid parameter: Amazon SNS does not support this protocol string: pigeon',
    );
    expect(await refusal(subscribe('sqs', 'x'))).to.match(/^NotImplemented: \[rehearsal\] sns:Subscribe/);
    const set = (AttributeName: string, AttributeValue: string) =>
      clients.sns.send(new SetTopicAttributesCommand({ TopicArn, AttributeName, AttributeValue }));
    expect(await refusal(set('Nope', 'x'))).to.equal('InvalidParameterException: Invalid parameter: AttributeName');
    expect(await refusal(set('KmsMasterKeyId', 'x'))).to.match(
      /^NotImplemented: \[rehearsal\] sns:the topic attribute/,
    );
    const policy = (Action: unknown) =>
      JSON.stringify({ Statement: [{ Effect: 'Allow', Principal: '*', Action, Resource: TopicArn }] });
    for (const action of ['SNS:*', 's3:GetObject', ['sns:Publish', 'sns:ListTopics'], 7]) {
      expect(await refusal(set('Policy', policy(action))), String(action)).to.equal(
        'InvalidParameterException: Invalid parameter: Policy statement action out of service scope!',
      );
    }
    await set('Policy', policy(['sns:Publish', 'SNS:Subscribe']));
  });

  it('need an object where a message has a text for each protocol', async () => {
    for (const Message of ['null', '7', '[]']) {
      const publish = new PublishCommand({ TopicArn, Message, MessageStructure: 'json' });
      expect(await refusal(clients.sns.send(publish)), Message).to.match(/No default entry in JSON message body$/);
    }
  });

  it('refuse an endpoint that is none of its protocol', async () => {
    expect(await refusal(subscribe('email', 'nobody'))).to.match(/^InvalidParameterException: .*Email address$/);
    expect(await refusal(subscribe('lambda', 'f'))).to.match(/^InvalidParameterException: .*Lambda endpoint ARN$/);
  });
});
