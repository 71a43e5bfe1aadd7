import {
  CreateTopicCommand,
  GetTopicAttributesCommand,
  ListSubscriptionsByTopicCommand,
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

  it('refuse an endpoint that is none of its protocol', async () => {
    expect(await refusal(subscribe('email', 'nobody'))).to.match(/^InvalidParameterException: .*Email address$/);
    expect(await refusal(subscribe('lambda', 'f'))).to.match(/^InvalidParameterException: .*Lambda endpoint ARN$/);
  });
});
