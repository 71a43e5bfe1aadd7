import { GetSubscriptionAttributesCommand } from '@aws-sdk/client-sns';
import * as aws from '@pulumi/aws';
import { expect } from 'chai';
import { AwsClients } from '../../../../emulators/core/aws-clients.ts';
import { createSnsService } from '../../../../emulators/sns/sns-service.ts';
import { deployProgram } from '../../../../localstack/deploy/deploy-program.ts';
import { listenTo, type ServiceListener } from '../../../support/service-listener.ts';
import { useTemporaryFolder } from '../../../support/temporary-folder.ts';

const PLACE = { region: 'us-east-1', accountId: '000000000000' };
const CONFIG = { project: 'p', stack: 'dev', values: { 'aws:region': 'us-east-1' } };
const FUNCTION = 'arn:aws:lambda:us-east-1:000000000000:function:f';

describe('deploying subscriptions of a topic', () => {
  const folder = useTemporaryFolder();
  let listener: ServiceListener;
  let clients: AwsClients;
  beforeEach(async () => {
    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
    // It delivers nothing here, so its own clients lead nowhere.
    const nowhere = new AwsClients({ endpointUrl: 'http://127.0.0.1:9', region: PLACE.region, credentials });
    listener = await listenTo(createSnsService({ ...PLACE, dataFolder: folder(), clients: nowhere }));
    clients = new AwsClients({ endpointUrl: listener.endpointUrl, region: PLACE.region, credentials });
  });
  afterEach(async () => {
    clients.destroy();
    await listener.close();
  });

  const deploy = (settings: { readonly filterPolicyScope?: string; readonly filterPolicy?: string }) => {
    const program = async () => {
      const topic = new aws.sns.Topic('deployed', { name: 'deployed' });
      const subscription = { topic: topic.arn, protocol: 'lambda', endpoint: FUNCTION, ...settings };
      return { arn: new aws.sns.TopicSubscription('s', subscription).arn };
    };
    return deployProgram(program, CONFIG, { clients, ...PLACE, project: 'p', stack: 'dev' });
  };
  const filterOf = async (outputs: Readonly<Record<string, unknown>>) => {
    const asked = new GetSubscriptionAttributesCommand({ SubscriptionArn: String(outputs['arn']) });
    const { FilterPolicy, FilterPolicyScope } = (await clients.sns.send(asked)).Attributes ?? {};
    return [FilterPolicy, FilterPolicyScope];
  };

  it('gives them their filter, and changes it the second time', async () => {
    const first = await deploy({ filterPolicyScope: 'MessageBody', filterPolicy: '{"a": {"b": ["c"]}}' });
    expect(await deploy({ filterPolicyScope: 'MessageBody', filterPolicy: '{"a": ["d"]}' })).to.deep.equal(first);
    expect(await filterOf(first)).to.deep.equal(['{"a": ["d"]}', 'MessageBody']);
  });

  // Only MessageBody takes nested policies, so which of the two goes first depends on the scope.
  it('changes a nested filter to one of attributes, and back', async () => {
    const nested = { filterPolicyScope: 'MessageBody', filterPolicy: '{"a": {"b": ["c"]}}' };
    const outputs = await deploy(nested);
    await deploy({ filterPolicyScope: 'MessageAttributes', filterPolicy: '{"a": ["d"]}' });
    expect(await filterOf(outputs)).to.deep.equal(['{"a": ["d"]}', 'MessageAttributes']);
    await deploy(nested);
    expect(await filterOf(outputs)).to.deep.equal(['{"a": {"b": ["c"]}}', 'MessageBody']);
  });

  it('takes a filter away that the program no longer names', async () => {
    for (const settings of [{}, { filterPolicyScope: 'MessageBody' }]) {
      const outputs = await deploy({ filterPolicyScope: 'MessageBody', filterPolicy: '{"a": {"b": ["c"]}}' });
      await deploy(settings);
      expect(await filterOf(outputs)).to.deep.equal([undefined, undefined]);
    }
  });
});
