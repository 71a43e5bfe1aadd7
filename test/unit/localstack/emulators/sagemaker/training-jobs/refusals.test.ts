import {
  CreateTrainingJobCommand,
  DescribeTrainingJobCommand,
  StopTrainingJobCommand,
} from '@aws-sdk/client-sagemaker';
import { expect } from 'chai';
import { IMAGE, refusal, SageMakerFixture, trainingRequest } from '../support/sagemaker-fixture.ts';
import { UNTRUSTED_ROLE_ARN } from '../support/stub-services.ts';

type Request = ReturnType<typeof trainingRequest>;

const channel = (ChannelName: string, S3Uri: string) => ({
  ChannelName,
  DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri } } as const,
});
const resources = (InstanceType: 'ml.m5.xlarge' | 'ml.p2.xlarge') => ({
  InstanceType,
  InstanceCount: 1,
  VolumeSizeInGB: 1,
});
const noObjects = (uri: string, bucket: string) =>
  `No S3 objects found under S3 URL "${uri}" given in input data source. Please ensure that the bucket exists in the selected ` +
  'region (us-east-1), that objects exist under that S3 prefix, and that the role "arn:aws:iam::000000000000:role/training" has ' +
  `"s3:ListBucket" permissions on bucket "${bucket}".`;
const notAssumable = (role: string) =>
  `Could not assume role ${role}. Please ensure that the role exists and allows principal 'sagemaker.amazonaws.com' to assume the role.`;

/** Texts from data on real refusals; those that begin with [rehearsal] are ours. */
const REFUSALS: readonly [string, Partial<Request>, string, string?][] = [
  [
    'a CPU instance',
    { ResourceConfig: resources('ml.m5.xlarge') },
    'Instance type ml.m5.xlarge is not supported by algorithm image-classification; only GPU instances are supported.',
  ],
  [
    'a retired instance',
    { ResourceConfig: resources('ml.p2.xlarge') },
    'The requested resource training-job/ml.p2.xlarge is not available in this region',
    'ResourceLimitExceeded',
  ],
  [
    'a prefix without objects',
    { InputDataConfig: [channel('train', 's3://data/nothing/')] },
    noObjects('s3://data/nothing/', 'data'),
  ],
  [
    'a bucket that is not there',
    { InputDataConfig: [channel('train', 's3://absent/train')] },
    noObjects('s3://absent/train', 'absent'),
  ],
  [
    'a role that is not there',
    { RoleArn: 'arn:aws:iam::000000000000:role/absent' },
    notAssumable('arn:aws:iam::000000000000:role/absent'),
  ],
  [
    'a role of the same name under another path',
    { RoleArn: 'arn:aws:iam::000000000000:role/other/training' },
    notAssumable('arn:aws:iam::000000000000:role/other/training'),
  ],
  ['a role that trusts another service', { RoleArn: UNTRUSTED_ROLE_ARN }, notAssumable(UNTRUSTED_ROLE_ARN)],
  [
    'an output bucket that is not there',
    { OutputDataConfig: { S3OutputPath: 's3://absent/x' } },
    "[rehearsal] bucket 'absent' of OutputDataConfig.S3OutputPath 's3://absent/x' does not exist: create it first",
  ],
  [
    'two channels of one name',
    { InputDataConfig: [channel('train', 's3://data/train'), channel('train', 's3://data/train')] },
    "[rehearsal] channel 'train' is given more than once: channel names must be unique",
  ],
  [
    'neither image nor algorithm',
    { AlgorithmSpecification: { TrainingInputMode: 'File' } },
    `[rehearsal] AlgorithmSpecification has no TrainingImage; for image-classification use ${IMAGE}`,
  ],
  [
    'both image and algorithm',
    { AlgorithmSpecification: { TrainingInputMode: 'File', TrainingImage: IMAGE, AlgorithmName: 'mine' } },
    `[rehearsal] AlgorithmSpecification has both TrainingImage '${IMAGE}' and AlgorithmName 'mine': give one of them`,
  ],
  [
    "another region's image",
    {
      AlgorithmSpecification: {
        TrainingInputMode: 'File',
        TrainingImage: '685385470294.dkr.ecr.eu-west-1.amazonaws.com/image-classification:1',
      },
    },
    `[rehearsal] TrainingImage '685385470294.dkr.ecr.eu-west-1.amazonaws.com/image-classification:1' belongs to eu-west-1, the job runs in us-east-1: use ${IMAGE}`,
  ],
  [
    "a user's own image",
    {
      AlgorithmSpecification: {
        TrainingInputMode: 'File',
        TrainingImage: '123456789012.dkr.ecr.us-east-1.amazonaws.com/mine:1',
      },
    },
    `[rehearsal] TrainingImage '123456789012.dkr.ecr.us-east-1.amazonaws.com/mine:1' is not the built-in image-classification, the one image that runs here; use ${IMAGE}`,
  ],
  [
    'FastFile mode',
    { AlgorithmSpecification: { TrainingInputMode: 'FastFile', TrainingImage: IMAGE } },
    "[rehearsal] channel 'train': input mode 'FastFile' is not emulated here",
  ],
  [
    'a runtime above 28 days',
    { StoppingCondition: { MaxRuntimeInSeconds: 2_419_201 } },
    '[rehearsal] MaxRuntimeInSeconds 2419201 is above 28 days (2419200)',
  ],
  [
    'Spot without a waiting time',
    { EnableManagedSpotTraining: true },
    '[rehearsal] MaxWaitTimeInSeconds is missing: managed Spot training needs it',
  ],
  [
    'a waiting time below the runtime',
    { EnableManagedSpotTraining: true, StoppingCondition: { MaxRuntimeInSeconds: 60, MaxWaitTimeInSeconds: 59 } },
    '[rehearsal] MaxWaitTimeInSeconds 59 is below MaxRuntimeInSeconds 60: it must be equal or greater',
  ],
  [
    'a waiting time without Spot',
    { StoppingCondition: { MaxRuntimeInSeconds: 60, MaxWaitTimeInSeconds: 60 } },
    '[rehearsal] MaxWaitTimeInSeconds 60 is for managed Spot training only: set EnableManagedSpotTraining or leave it out',
  ],
  [
    'tag keys that AWS reserves',
    { Tags: [{ Key: 'AWS:mine', Value: '' }] },
    "[rehearsal] tag key 'AWS:mine' begins with 'aws:', which is reserved",
  ],
];

describe('CreateTrainingJob refuses', () => {
  let fixture: SageMakerFixture;
  before(async () => {
    fixture = await SageMakerFixture.start();
  });
  after(() => fixture[Symbol.asyncDispose]());

  for (const [what, changes, message, name = 'ValidationException'] of REFUSALS) {
    it(what, async () => {
      const call = fixture.client.send(new CreateTrainingJobCommand(trainingRequest('job', 'finish', changes)));
      expect(await refusal(call)).to.deep.equal({ name, message });
      const described = refusal(fixture.client.send(new DescribeTrainingJobCommand({ TrainingJobName: 'job' })));
      expect((await described).message).to.equal('Requested resource not found.');
    });
  }

  it('several of our own problems at once', async () => {
    const { AlgorithmSpecification: _a, StoppingCondition: _s, ...rest } = trainingRequest('job');
    const request = { ...rest, ResourceConfig: { InstanceType: 'ml.g5.xlarge' as const } };
    expect((await refusal(fixture.client.send(new CreateTrainingJobCommand(request)))).message).to.equal(
      '[rehearsal] AlgorithmSpecification is missing: a training job of a built-in algorithm needs it; StoppingCondition is missing: ' +
        'a training job of a built-in algorithm needs it; ResourceConfig.InstanceCount is missing',
    );
  });

  it('the second of two requests of one name at the same time', async () => {
    const send = () => fixture.client.send(new CreateTrainingJobCommand(trainingRequest('twice')));
    const results = await Promise.allSettled([send(), send()]);
    const refused = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as Error] : []));
    expect(refused.map(({ name }) => name)).to.deep.equal(['ResourceInUse']);
  });
});

describe('a training job that is not there', () => {
  it('is refused to Describe and Stop alike', async () => {
    await using fixture = await SageMakerFixture.start();
    const input = { TrainingJobName: 'absent' };
    const expected = { name: 'ValidationException', message: 'Requested resource not found.' };
    expect(await refusal(fixture.client.send(new DescribeTrainingJobCommand(input)))).to.deep.equal(expected);
    expect(await refusal(fixture.client.send(new StopTrainingJobCommand(input)))).to.deep.equal(expected);
  });
});
