import { DescribeModelPackageGroupCommand, ListTagsCommand } from '@aws-sdk/client-sagemaker';
import * as aws from '@pulumi/aws';
import { expect } from 'chai';
import { AwsClients } from '../../../../emulators/core/aws-clients.ts';
import { deployProgram } from '../../../../localstack/deploy/deploy-program.ts';
import { errorOf } from '../../../support/error-of.ts';
import { SageMakerFixture } from '../../emulators/sagemaker/support/sagemaker-fixture.ts';

const PLACE = { region: 'us-east-1', accountId: '000000000000' };
const CONFIG = { project: 'p', stack: 'dev', values: { 'aws:region': 'us-east-1' } };
const ARN = 'arn:aws:sagemaker:us-east-1:000000000000:model-package-group/birds';

describe('deploying a model package group', () => {
  let fixture: SageMakerFixture;
  let clients: AwsClients;
  beforeEach(async () => {
    fixture = await SageMakerFixture.start();
    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
    clients = new AwsClients({ endpointUrl: fixture.endpointUrl, region: PLACE.region, credentials });
  });
  afterEach(async () => {
    clients.destroy();
    await fixture[Symbol.asyncDispose]();
  });

  const deploy = (settings: object) => {
    const program = async () => {
      const group = new aws.sagemaker.ModelPackageGroup('group', { modelPackageGroupName: 'birds', ...settings });
      return { id: group.id, arn: group.arn, name: group.modelPackageGroupName };
    };
    return deployProgram(program, CONFIG, { clients, ...PLACE, project: 'p', stack: 'dev' });
  };
  const tags = async () => (await fixture.client.send(new ListTagsCommand({ ResourceArn: ARN }))).Tags;

  it('makes one group, and brings its tags up to date the second time', async () => {
    const description = { modelPackageGroupDescription: 'of the garden' };
    expect(await deploy({ ...description, tags: { a: '1', b: '2' } })).to.deep.equal({
      id: 'birds',
      arn: ARN,
      name: 'birds',
    });
    await deploy({ ...description, tags: { b: '3' } });
    expect(await tags()).to.deep.equal([{ Key: 'b', Value: '3' }]);
    const describe = new DescribeModelPackageGroupCommand({ ModelPackageGroupName: 'birds' });
    expect((await fixture.client.send(describe)).ModelPackageGroupDescription).to.equal('of the garden');
  });

  it('refuses another description, which a group cannot get', async () => {
    await deploy({ modelPackageGroupDescription: 'of the garden' });
    const refused = await errorOf(deploy({ modelPackageGroupDescription: 'of the sea' }));
    expect(refused.message).to.contain(
      'the model package group "birds" is there with another description, which cannot be changed: on AWS the group would be replaced; delete it, or give back its description',
    );
  });

  it('says what SageMaker has against a name', async () => {
    const refused = await errorOf(deploy({ modelPackageGroupName: 'no_underscores' }));
    expect(refused.message).to.match(/Value 'no_underscores' at 'modelPackageGroupName' failed to satisfy constraint/);
  });
});
