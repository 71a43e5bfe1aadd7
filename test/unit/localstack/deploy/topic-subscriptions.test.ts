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

  it('gives them their filter, and changes it the second time', async () => {
    const deploy = (filterPolicy: string) => {
      const program = async () => {
        const topic = new aws.sns.Topic('deployed', { name: 'deployed' });
        const settings = { protocol: 'lambda', endpoint: FUNCTION, filterPolicyScope: 'MessageBody', filterPolicy };
        return { arn: new aws.sns.TopicSubscription('s', { topic: topic.arn, ...settings }).arn };
      };
      return deployProgram(program, CONFIG, { clients, ...PLACE, project: 'p', stack: 'dev' });
    };
    const first = await deploy('{"a": {"b": ["c"]}}');
    expect(await deploy('{"a": ["d"]}')).to.deep.equal(first);
    const asked = new GetSubscriptionAttributesCommand({ SubscriptionArn: String(first['arn']) });
    expect((await clients.sns.send(asked)).Attributes).to.deep.include({
      FilterPolicy: '{"a": ["d"]}',
      FilterPolicyScope: 'MessageBody',
    });
  });
});
