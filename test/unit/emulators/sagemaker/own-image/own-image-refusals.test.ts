import { expect } from 'chai';
import { ImageUnavailableError } from '../../../../../emulators/sagemaker/own-image/training-containers.ts';
import { errorOf } from '../../../../support/error-of.ts';
import { rule } from '../../../../support/rule.ts';
import { FakeContainers } from './support/fake-containers.ts';
import { channel, OWN_IMAGE, OwnImageFixture } from './support/own-image-fixture.ts';

const resources = (InstanceCount: number) => ({
  InstanceType: 'ml.m5.large' as const,
  InstanceCount,
  VolumeSizeInGB: 1,
});
const algorithm = (more: object) => ({
  AlgorithmSpecification: { TrainingImage: OWN_IMAGE, TrainingInputMode: 'File' as const, ...more },
});

describe('an own image that cannot be run', () => {
  it('is refused at once without Docker, saying why and what the built-in image is called', async () => {
    const containers = new FakeContainers(() => 0);
    containers.unavailable = 'Docker is not running';
    await using fixture = await OwnImageFixture.start(containers);
    const error = await errorOf(fixture.create());
    expect(error.name).to.equal('ValidationException');
    expect(error.message).to.equal(
      `[rehearsal] TrainingImage '${OWN_IMAGE}' is not the built-in image-classification ` +
        '(811284229777.dkr.ecr.us-east-1.amazonaws.com/image-classification:1), so that it runs in Docker: Docker is not running',
    );
    expect((await errorOf(fixture.describe())).message).to.equal('Requested resource not found.');
  });

  rule(
    {
      table: 'sagemaker-service',
      id: 'ownImage.registry',
      aws: 'an image outside private ECR needs TrainingRepositoryAccessMode Vpc',
      here: 'same',
      wording: 'AWS',
      source: 'aws/aws-sdk#117, aws/sagemaker-xgboost-container#207, zenml-io/zenml#3749',
    },
    async () => {
      await using fixture = await OwnImageFixture.start(new FakeContainers(() => 0));
      const error = await errorOf(fixture.create(algorithm({ TrainingImage: 'mine:latest' })));
      expect(error.message).to.equal(
        'TrainingImageConfig with TrainingRepositoryAccessMode set to VPC must be provided when using a training image from a private Docker registry. ' +
          'Please provideTrainingImageConfig and TrainingRepositoryAccessMode set to VPC when using a training image from a private Docker registry.',
      );
      const TrainingImageConfig = { TrainingRepositoryAccessMode: 'Vpc' as const };
      const job = await fixture.run(algorithm({ TrainingImage: 'mine:latest', TrainingImageConfig }));
      expect(job.TrainingJobStatus).to.equal('Completed');
    },
  );

  rule(
    {
      table: 'sagemaker-service',
      id: 'ownImage.pull',
      aws: 'an image that cannot be pulled fails the job',
      here: 'same',
      note: 'the log says more, `[rehearsal]`',
      wording: 'AWS',
      source: 'aws/sagemaker-python-sdk#57 and aws/sagemaker-python-sdk#1968',
    },
    async () => {
      const containers = new FakeContainers(() => 0);
      containers.create = async ({ image }) => {
        throw new ImageUnavailableError(image, 'manifest unknown', {});
      };
      await using fixture = await OwnImageFixture.start(containers);
      const job = await fixture.run();
      expect(job.TrainingJobStatus).to.equal('Failed');
      expect(job.FailureReason).to.equal(
        'ClientError: Cannot pull algorithm container. Either the image does not exist or its permissions are incorrect.',
      );
      expect(await fixture.log()).to.deep.equal([
        `[rehearsal] the image ${OWN_IMAGE} is not on this machine and cannot be pulled: manifest unknown`,
      ]);
    },
  );

  rule(
    {
      table: 'sagemaker-service',
      id: 'ownImage.instances',
      aws: 'several instances run several containers on a network',
      here: 'refused',
      note: 'one container; `[rehearsal]`',
      wording: 'ours',
      source: 'https://docs.aws.amazon.com/sagemaker/latest/dg/your-algorithms-training-algo-running-container.html',
    },
    async () => {
      await using fixture = await OwnImageFixture.start(new FakeContainers(() => 0));
      const changes = {
        ResourceConfig: resources(2),
        ...algorithm({ MetricDefinitions: [{ Name: 'a', Regex: 'a' }] }),
      };
      expect((await errorOf(fixture.create(changes))).message).to.equal(
        '[rehearsal] ResourceConfig.InstanceCount 2: an own image runs in one container here; set it to 1; ' +
          "MetricDefinitions: the Regex 'a' of 'a' has no group in parentheses that captures the number",
      );
    },
  );

  it('as is one that wants its data through a pipe, or from a manifest that cannot be a folder', async () => {
    await using fixture = await OwnImageFixture.start(new FakeContainers(() => 0));
    const InputDataConfig = [
      { ...channel('piped', 's3://data/train/'), InputMode: 'Pipe' as const },
      { ...channel('listed', 's3://data/train/', 'ManifestFile'), InputMode: 'FastFile' as const },
    ];
    expect((await errorOf(fixture.create({ InputDataConfig }))).message).to.equal(
      "[rehearsal] channel 'piped': input mode 'Pipe' for an own image is not emulated here; " +
        "channel 'listed': S3DataType 'ManifestFile' in input mode 'FastFile' for an own image is not emulated here",
    );
  });
});
