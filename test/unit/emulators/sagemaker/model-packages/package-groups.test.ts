import {
  AddTagsCommand,
  CreateModelPackageCommand,
  CreateModelPackageGroupCommand,
  DeleteModelPackageCommand,
  DeleteModelPackageGroupCommand,
  DescribeModelPackageGroupCommand,
  ListModelPackageGroupsCommand,
  ListTagsCommand,
} from '@aws-sdk/client-sagemaker';
import { expect } from 'chai';
import { IMAGE, refusal, SageMakerFixture } from '../support/sagemaker-fixture.ts';

const HOME = 'arn:aws:sagemaker:us-east-1:000000000000';
const GROUP_ARN = `${HOME}:model-package-group/birds`;
const ModelPackageGroupName = 'birds';

describe('model package groups', () => {
  let fixture: SageMakerFixture;
  beforeEach(async () => {
    fixture = await SageMakerFixture.start();
    await fixture.client.send(
      new CreateModelPackageGroupCommand({
        ModelPackageGroupName,
        ModelPackageGroupDescription: 'of the garden',
        Tags: [{ Key: 'a', Value: 'b' }],
      }),
    );
  });
  afterEach(() => fixture[Symbol.asyncDispose]());

  const register = () => {
    const InferenceSpecification = { Containers: [{ Image: IMAGE }] };
    return fixture.client.send(new CreateModelPackageCommand({ ModelPackageGroupName, InferenceSpecification }));
  };
  const group = async (name: string) => {
    const command = new DescribeModelPackageGroupCommand({ ModelPackageGroupName: name });
    const { $metadata: _, CreationTime, ...found } = await fixture.client.send(command);
    expect(CreationTime).to.be.an.instanceOf(Date);
    return found;
  };

  it('are described by name or ARN, listed and tagged', async () => {
    const found = {
      ModelPackageGroupName,
      ModelPackageGroupArn: GROUP_ARN,
      ModelPackageGroupDescription: 'of the garden',
      ModelPackageGroupStatus: 'Completed',
    };
    expect(await group('birds')).to.deep.equal({ ...found, CreatedBy: {} });
    expect(await group(GROUP_ARN)).to.deep.equal({ ...found, CreatedBy: {} });
    await fixture.client.send(new CreateModelPackageGroupCommand({ ModelPackageGroupName: 'fishes' }));
    const list = new ListModelPackageGroupsCommand({ NameContains: 'ir' });
    const { ModelPackageGroupSummaryList = [] } = await fixture.client.send(list);
    expect(ModelPackageGroupSummaryList.map(({ CreationTime: _, ...summary }) => summary)).to.deep.equal([found]);
    await fixture.client.send(new AddTagsCommand({ ResourceArn: GROUP_ARN, Tags: [{ Key: 'c', Value: 'd' }] }));
    const { Tags } = await fixture.client.send(new ListTagsCommand({ ResourceArn: GROUP_ARN }));
    expect(Tags).to.deep.equal([
      { Key: 'a', Value: 'b' },
      { Key: 'c', Value: 'd' },
    ]);
  });

  it('are deleted only when they are empty', async () => {
    await register();
    const drop = () => fixture.client.send(new DeleteModelPackageGroupCommand({ ModelPackageGroupName }));
    expect((await refusal(drop())).message).to.equal(
      `[rehearsal] the model package group "${GROUP_ARN}" has 1 version: delete it first`,
    );
    const ModelPackageName = `${HOME}:model-package/birds/1`;
    await fixture.client.send(new DeleteModelPackageCommand({ ModelPackageName }));
    await drop();
    const missing = `[rehearsal] the model package group "${GROUP_ARN}" does not exist: create it first`;
    expect((await refusal(group('birds'))).message).to.equal(missing);
    expect((await refusal(register())).message).to.equal(missing);
  });

  it('are of this account and region alone', async () => {
    const elsewhere = GROUP_ARN.replace('us-east-1', 'eu-west-1');
    expect((await refusal(group(elsewhere))).message).to.equal(
      `[rehearsal] the model package group "${elsewhere}" does not exist: create it first`,
    );
  });
});
