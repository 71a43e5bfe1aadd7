import { CreateTrainingJobCommand, DescribeTrainingJobCommand } from '@aws-sdk/client-sagemaker';
import { expect } from 'chai';
import { IMAGE, refusal, SageMakerFixture, trainingRequest } from '../support/sagemaker-fixture.ts';

type Request = ReturnType<typeof trainingRequest>;

/** What the emulator does not do; AWS's own refusals are in test/conformance/service. */
const REFUSALS: readonly [string, Partial<Request>, string][] = [
  [
    "a user's own image",
    {
      AlgorithmSpecification: {
        TrainingInputMode: 'File',
        TrainingImage: '123456789012.dkr.ecr.us-east-1.amazonaws.com/mine:1',
      },
    },
    `[rehearsal] TrainingImage '123456789012.dkr.ecr.us-east-1.amazonaws.com/mine:1' is not the built-in image-classification (${IMAGE}), so that it runs in Docker: no container engine was given to this emulator; the package sagemaker-workflow-rehearsal gives it Docker`,
  ],
  [
    'FastFile mode',
    { AlgorithmSpecification: { TrainingInputMode: 'FastFile', TrainingImage: IMAGE } },
    "[rehearsal] channel 'train': input mode 'FastFile' is not emulated here",
  ],
  [
    'tag keys that AWS reserves',
    { Tags: [{ Key: 'AWS:mine', Value: '' }] },
    "[rehearsal] tag key 'AWS:mine' begins with 'aws:', which is reserved",
  ],
  [
    'a channel without a source, and one with two',
    {
      InputDataConfig: [
        { ChannelName: 'train', DataSource: {} },
        {
          ChannelName: 'validation',
          DataSource: {
            S3DataSource: { S3DataType: 'S3Prefix', S3Uri: 's3://data/train' },
            DatasetSource: { DatasetArn: 'arn:aws:sagemaker:us-east-1:aws:hub-content/hub/DataSet/d' },
          },
        },
      ],
    },
    "[rehearsal] channel 'train' has no data source: give an S3DataSource; channel 'validation' has S3DataSource and DatasetSource: give one of them",
  ],
  [
    'an augmented manifest whose images are compressed',
    {
      InputDataConfig: [
        {
          ChannelName: 'train',
          InputMode: 'Pipe',
          CompressionType: 'Gzip',
          DataSource: { S3DataSource: { S3DataType: 'AugmentedManifestFile', S3Uri: 's3://data/train' } },
        },
      ],
    },
    "[rehearsal] channel 'train': CompressionType 'Gzip' with S3DataType 'AugmentedManifestFile' is not emulated here",
  ],
];

describe('CreateTrainingJob refuses', () => {
  let fixture: SageMakerFixture;
  before(async () => {
    fixture = await SageMakerFixture.start();
  });
  after(() => fixture[Symbol.asyncDispose]());

  for (const [what, changes, message] of REFUSALS) {
    it(what, async () => {
      const call = fixture.client.send(new CreateTrainingJobCommand(trainingRequest('job', 'finish', changes)));
      expect(await refusal(call)).to.deep.equal({ name: 'ValidationException', message });
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
