import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  CreateModelCommand,
  CreateModelPackageCommand,
  type CreateModelPackageCommandInput,
  CreateModelPackageGroupCommand,
  DeleteModelPackageCommand,
  DescribeModelCommand,
  DescribeModelPackageCommand,
  ListModelPackagesCommand,
  type ListModelPackagesCommandInput,
  UpdateModelPackageCommand,
} from '@aws-sdk/client-sagemaker';
import { expect } from 'chai';
import { IMAGE, refusal, SageMakerFixture } from '../support/sagemaker-fixture.ts';
import { ROLE_ARN } from '../support/stub-services.ts';

const HOME = 'arn:aws:sagemaker:us-east-1:000000000000';
const GROUP_ARN = `${HOME}:model-package-group/birds`;
const VERSION_ARN = `${HOME}:model-package/birds`;
const DATA = 's3://data/train/a.jpg';
const SPECIFICATION = {
  Containers: [{ Image: IMAGE, ModelDataUrl: DATA }],
  SupportedContentTypes: ['image/jpeg'],
  SupportedResponseMIMETypes: ['application/json'],
};
const ModelPackageGroupName = 'birds';

describe('model packages', () => {
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

  const register = async (changes: Partial<CreateModelPackageCommandInput> = {}) => {
    const request = { ModelPackageGroupName, InferenceSpecification: SPECIFICATION, ...changes };
    return (await fixture.client.send(new CreateModelPackageCommand(request))).ModelPackageArn;
  };
  const refused = (changes: Partial<CreateModelPackageCommandInput>) =>
    refusal(
      fixture.client.send(
        new CreateModelPackageCommand({ ModelPackageGroupName, InferenceSpecification: SPECIFICATION, ...changes }),
      ),
    );
  const described = async (ModelPackageName: string) => {
    const { $metadata: _, ...found } = await fixture.client.send(new DescribeModelPackageCommand({ ModelPackageName }));
    return found;
  };
  const versions = async (input: ListModelPackagesCommandInput = { ModelPackageGroupName }) => {
    const { ModelPackageSummaryList = [] } = await fixture.client.send(new ListModelPackagesCommand(input));
    return ModelPackageSummaryList.map(({ ModelPackageArn = '' }) => ModelPackageArn.split('model-package/')[1]);
  };

  it('are numbered within their group, and described as they were made, after a restart too', async () => {
    const metadata = { CustomerMetadataProperties: { dataset: 'abc' }, ModelPackageDescription: 'first' };
    const ModelLifeCycle = { Stage: 'Development', StageStatus: 'PendingApproval' };
    const Statistics = { ContentType: 'application/json', S3Uri: 's3://data/evaluation.json' };
    const changes = { ...metadata, ModelLifeCycle, ModelMetrics: { ModelQuality: { Statistics } } };
    expect(await register(changes)).to.equal(`${VERSION_ARN}/1`);
    expect(await register({ ModelPackageGroupName: GROUP_ARN, ModelApprovalStatus: 'Rejected' })).to.equal(
      `${VERSION_ARN}/2`,
    );
    await fixture.close();
    await fixture.open();
    const { CreationTime, ...first } = await described(`${VERSION_ARN}/1`);
    expect(CreationTime).to.be.an.instanceOf(Date);
    expect(first).to.deep.equal({
      ...changes,
      ModelPackageGroupName,
      ModelPackageVersion: 1,
      ModelPackageArn: `${VERSION_ARN}/1`,
      InferenceSpecification: SPECIFICATION,
      ModelPackageStatus: 'Completed',
      ModelPackageStatusDetails: { ValidationStatuses: [], ImageScanStatuses: [] },
      CertifyForMarketplace: false,
      // "Model approval status": a version waits until somebody has decided.
      ModelApprovalStatus: 'PendingManualApproval',
      CreatedBy: {},
    });
    expect(await described(`${VERSION_ARN}/2`)).to.deep.include({ ModelApprovalStatus: 'Rejected' });
    expect(await register()).to.equal(`${VERSION_ARN}/3`);
  });

  it('are listed by group, by approval and by kind, the oldest first', async () => {
    await register();
    await register({ ModelApprovalStatus: 'Approved' });
    await register({ ModelPackageName: 'alone', ModelPackageGroupName: undefined });
    expect(await versions()).to.deep.equal(['birds/1', 'birds/2']);
    expect(await versions({ ModelPackageGroupName: GROUP_ARN, SortOrder: 'Descending' })).to.deep.equal([
      'birds/2',
      'birds/1',
    ]);
    expect(await versions({ ModelPackageGroupName, ModelApprovalStatus: 'Approved' })).to.deep.equal(['birds/2']);
    // "This is the default value if no ModelPackageType is specified."
    expect(await versions({})).to.deep.equal(['alone']);
    expect(await versions({ ModelPackageType: 'Versioned' })).to.deep.equal(['birds/1', 'birds/2']);
    expect(await versions({ ModelPackageType: 'Both', SortBy: 'Name' })).to.deep.equal(['alone', 'birds/1', 'birds/2']);
    const input = { ModelPackageGroupName, MaxResults: 1 };
    const { NextToken } = await fixture.client.send(new ListModelPackagesCommand(input));
    expect(await versions({ ...input, NextToken })).to.deep.equal(['birds/2']);
  });

  it('change their approval, their stage and their metadata, and nothing else', async () => {
    await register({ CustomerMetadataProperties: { kept: '1', gone: '2' } });
    const ModelPackageArn = `${VERSION_ARN}/1`;
    const before = await described(ModelPackageArn);
    await fixture.client.send(
      new UpdateModelPackageCommand({
        ModelPackageArn,
        ModelApprovalStatus: 'Approved',
        ApprovalDescription: 'looks right',
        ModelLifeCycle: { Stage: 'Staging', StageStatus: 'Approved' },
        CustomerMetadataProperties: { more: '3' },
        CustomerMetadataPropertiesToRemove: ['gone'],
      }),
    );
    const { LastModifiedTime, ...after } = await described(ModelPackageArn);
    expect(LastModifiedTime).to.be.an.instanceOf(Date);
    expect(after).to.deep.equal({
      ...before,
      ModelApprovalStatus: 'Approved',
      ApprovalDescription: 'looks right',
      ModelLifeCycle: { Stage: 'Staging', StageStatus: 'Approved' },
      CustomerMetadataProperties: { kept: '1', more: '3' },
    });
    await fixture.client.send(
      new UpdateModelPackageCommand({ ModelPackageArn, CustomerMetadataPropertiesToRemove: ['kept', 'more'] }),
    );
    expect((await described(ModelPackageArn)).CustomerMetadataProperties).to.deep.equal({});
  });

  it('have no more metadata than one request may give', async () => {
    const map = (from: number, count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, at) => [`k${from + at}`, 'v']));
    await register({ CustomerMetadataProperties: map(0, 50) });
    const ModelPackageArn = `${VERSION_ARN}/1`;
    const more = { ModelPackageArn, CustomerMetadataProperties: map(50, 1) };
    expect((await refusal(fixture.client.send(new UpdateModelPackageCommand(more)))).message).to.equal(
      '[rehearsal] the model package would have 51 customer metadata properties; at most 50 are allowed',
    );
    await fixture.client.send(new UpdateModelPackageCommand({ ...more, CustomerMetadataPropertiesToRemove: ['k0'] }));
    expect(Object.keys((await described(ModelPackageArn)).CustomerMetadataProperties ?? {})).to.have.length(50);
  });

  it('are made once for each ClientToken', async () => {
    const ClientToken = 'one-call';
    expect(await register({ ClientToken })).to.equal(`${VERSION_ARN}/1`);
    expect(await register({ ClientToken })).to.equal(`${VERSION_ARN}/1`);
    expect(await versions()).to.deep.equal(['birds/1']);
  });

  it('do not share a number, and do not get that of a version that was deleted', async () => {
    const arns = await Promise.all(Array.from({ length: 5 }, () => register()));
    expect(new Set(arns).size).to.equal(5);
    await fixture.client.send(new DeleteModelPackageCommand({ ModelPackageName: `${VERSION_ARN}/5` }));
    expect(await register()).to.equal(`${VERSION_ARN}/6`);
    expect((await refusal(described(`${VERSION_ARN}/5`))).message).to.equal(
      `[rehearsal] the model package "${VERSION_ARN}/5" does not exist`,
    );
  });

  it('keep their numbers where the record of their group was lost', async () => {
    await register();
    await fixture.close();
    await rm(join(fixture.homeFolder, 'model-package-groups'), { recursive: true });
    await fixture.open();
    await fixture.client.send(new CreateModelPackageGroupCommand({ ModelPackageGroupName }));
    expect(await register()).to.equal(`${VERSION_ARN}/2`);
    expect(await versions()).to.deep.equal(['birds/1', 'birds/2']);
  });

  it('are what a model can be made of', async () => {
    await register();
    const ModelName = 'm';
    const PrimaryContainer = { ModelPackageName: `${VERSION_ARN}/1` };
    await fixture.client.send(new CreateModelCommand({ ModelName, ExecutionRoleArn: ROLE_ARN, PrimaryContainer }));
    const model = await fixture.client.send(new DescribeModelCommand({ ModelName }));
    expect(model.PrimaryContainer).to.deep.equal({ Mode: 'SingleModel', ...PrimaryContainer });
    const missing = { ...SPECIFICATION, Containers: [{ Image: IMAGE, ModelDataUrl: 's3://data/absent.tar.gz' }] };
    await register({ InferenceSpecification: missing });
    const modelOf = (ModelPackageName: string) => {
      const Containers = [{ ModelPackageName }];
      const command = new CreateModelCommand({ ModelName: 'n', ExecutionRoleArn: ROLE_ARN, Containers });
      return refusal(fixture.client.send(command));
    };
    // control-plane-errors.json, model.dataMissing.
    expect((await modelOf(`${VERSION_ARN}/2`)).message).to.equal(
      'Could not find model data at s3://data/absent.tar.gz.',
    );
    await register({ InferenceSpecification: undefined });
    expect((await modelOf(`${VERSION_ARN}/3`)).message).to.equal(
      `[rehearsal] the model package "${VERSION_ARN}/3" has no InferenceSpecification: no model can be made of it`,
    );
    expect((await modelOf(`${VERSION_ARN}/9`)).message).to.equal(
      `[rehearsal] the model package "${VERSION_ARN}/9" does not exist`,
    );
  });

  it('are refused with what is not emulated of them, all at once', async () => {
    const ValidationProfiles = [
      {
        ProfileName: 'p',
        TransformJobDefinition: {
          TransformInput: { DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: DATA } } },
          TransformOutput: { S3OutputPath: 's3://data/out' },
          TransformResources: { InstanceType: 'ml.m5.large', InstanceCount: 1 },
        },
      },
    ] as const;
    const { name, message } = await refused({
      ValidationSpecification: { ValidationRole: ROLE_ARN, ValidationProfiles: [...ValidationProfiles] },
      SourceAlgorithmSpecification: { SourceAlgorithms: [{ AlgorithmName: 'a' }] },
      CertifyForMarketplace: true,
      Tags: [{ Key: 'a', Value: 'b' }],
    });
    expect(name).to.equal('ValidationException');
    expect(message).to.equal(
      '[rehearsal] ValidationSpecification is not emulated here; SourceAlgorithmSpecification is not emulated here; CertifyForMarketplace is not emulated here; a version of a group has no tags of its own: put them on the group',
    );
    expect(await versions()).to.deep.equal([]);
  });
});
