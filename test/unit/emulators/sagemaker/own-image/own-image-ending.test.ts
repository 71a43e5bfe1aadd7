import { StopTrainingJobCommand } from '@aws-sdk/client-sagemaker';
import { expect } from 'chai';
import { FaultMenu } from '../../../../../emulators/sagemaker/faults/fault-menu.ts';
import { pollUntil } from '../../../../support/poll-until.ts';
import { rule } from '../../../../support/rule.ts';
import { filesIn } from './support/archive-files.ts';
import { FakeContainers, untilTold } from './support/fake-containers.ts';
import { channel, OwnImageFixture } from './support/own-image-fixture.ts';

const OUTPUT_PAGE = 'https://docs.aws.amazon.com/sagemaker/latest/dg/your-algorithms-training-algo-output.html';
const DOCKERFILE_PAGE = 'https://docs.aws.amazon.com/sagemaker/latest/dg/your-algorithms-training-algo-dockerfile.html';

describe('the end of a training job with a user’s own image', () => {
  rule(
    {
      table: 'sagemaker-service',
      id: 'ownImage.failureFile',
      aws: 'the first 1,024 characters of /opt/ml/output/failure become the FailureReason',
      here: 'same',
      note: 'in the frame "AlgorithmError: {text}, exit code: {code}" that is seen around an empty text; 1,024 characters with it',
      wording: 'partly AWS',
      source: OUTPUT_PAGE,
    },
    async () => {
      const containers = new FakeContainers(({ files }) => {
        files.set('/opt/ml/output/failure', 'the images are too dark');
        files.set('/opt/ml/output/data/report.txt', 'dark');
        files.set('/opt/ml/model/half', 'half');
        return 2;
      });
      await using fixture = await OwnImageFixture.start(containers);
      const job = await fixture.run();
      expect(job.TrainingJobStatus).to.equal('Failed');
      expect(job.FailureReason).to.equal('AlgorithmError: the images are too dark, exit code: 2');
      expect(job.ModelArtifacts).to.equal(undefined);
      expect(await fixture.keys()).to.deep.equal(['out/job/output/output.tar.gz', 'train/one.csv']);
    },
  );

  rule(
    {
      table: 'sagemaker-service',
      id: 'ownImage.exitCode',
      aws: 'an exit code other than 0 fails the job',
      here: 'same',
      wording: 'AWS',
      source:
        'FailureReason "AlgorithmError: , exit code: 1" in aws-samples/amazon-sagemaker-ml-pipeline-deploy-with-terraform#12',
    },
    async () => {
      await using fixture = await OwnImageFixture.start(new FakeContainers(() => 1));
      expect((await fixture.run()).FailureReason).to.equal('AlgorithmError: , exit code: 1');
    },
  );

  it('cuts a long failure at 1,024 characters', async () => {
    const containers = new FakeContainers(({ files }) => {
      files.set('/opt/ml/output/failure', 'é'.repeat(5000));
      return 1;
    });
    await using fixture = await OwnImageFixture.start(containers);
    expect((await fixture.run()).FailureReason).to.equal(`AlgorithmError: ${'é'.repeat(1008)}`);
  });

  rule(
    {
      table: 'sagemaker-service',
      id: 'ownImage.stop',
      aws: 'StopTrainingJob sends SIGTERM; what the container saves then is kept',
      here: 'same',
      wording: 'none',
      source: DOCKERFILE_PAGE,
    },
    async () => {
      await using fixture = await OwnImageFixture.start(new FakeContainers(untilTold));
      await fixture.create();
      await pollUntil('it trains', async () =>
        (await fixture.describe()).SecondaryStatus === 'Training' ? true : undefined,
      );
      await fixture.clients.sagemaker.send(new StopTrainingJobCommand({ TrainingJobName: 'job' }));
      const job = await fixture.ended();
      expect(job.TrainingJobStatus).to.equal('Stopped');
      expect(job.FailureReason).to.equal(undefined);
      expect(await filesIn(await fixture.tar('out/job/output/model.tar.gz'))).to.deep.equal({
        weights: 'as far as it came',
      });
    },
  );

  rule(
    {
      table: 'sagemaker-service',
      id: 'ownImage.maxRuntime',
      aws: 'MaxRuntimeInSeconds stops the container in the same way; SecondaryStatus MaxRuntimeExceeded',
      here: 'same',
      wording: 'none',
      source: 'API model (botocore 1.44.5), "DescribeTrainingJob", SecondaryStatus',
    },
    async () => {
      await using fixture = await OwnImageFixture.start(new FakeContainers(untilTold));
      const job = await fixture.run({ StoppingCondition: { MaxRuntimeInSeconds: 1 } });
      expect(job.TrainingJobStatus).to.equal('Stopped');
      expect(job.SecondaryStatus).to.equal('MaxRuntimeExceeded');
      expect(job.ModelArtifacts?.S3ModelArtifacts).to.equal('s3://data/out/job/output/model.tar.gz');
    },
  );

  it('completes without an object where the container left no model', async () => {
    await using fixture = await OwnImageFixture.start(new FakeContainers(() => 0));
    const job = await fixture.run();
    expect(job.TrainingJobStatus).to.equal('Completed');
    expect(job.ModelArtifacts?.S3ModelArtifacts).to.equal('s3://data/out/job/output/model.tar.gz');
    expect(await fixture.keys()).to.deep.equal(['train/one.csv']);
  });

  it('is denied its upload by a fault, after its container has run', async () => {
    const containers = new FakeContainers(() => 0);
    const faults = new FaultMenu([{ kind: 'upload-denied' }]);
    await using fixture = await OwnImageFixture.start(containers, {}, faults);
    const job = await fixture.run();
    expect(job.FailureReason).to.equal(
      'ClientError: Artifact upload failed:Error 7: AccessDenied (403): Access Denied',
    );
    const statuses = job.SecondaryStatusTransitions?.map(({ Status }) => Status);
    expect(statuses).to.deep.equal(['Starting', 'Downloading', 'Training', 'Uploading', 'Failed']);
    expect(await fixture.keys()).to.deep.equal(['train/one.csv']);
    expect(containers).to.deep.include({ removed: 1 });
  });

  it('fails when its manifest is none', async () => {
    await using fixture = await OwnImageFixture.start(new FakeContainers(() => 0), { 'list.json': '{' });
    const job = await fixture.run({ InputDataConfig: [channel('listed', 's3://data/list.json', 'ManifestFile')] });
    expect(job.FailureReason).to.equal(
      'ClientError: Data download failed:[rehearsal] the manifest s3://data/list.json is not JSON',
    );
  });

  it('is ended with the emulator: stopped, nothing uploaded, its container removed', async () => {
    const containers = new FakeContainers(untilTold);
    const fixture = await OwnImageFixture.start(containers);
    await fixture.create();
    await pollUntil('it trains', async () =>
      (await fixture.describe()).SecondaryStatus === 'Training' ? true : undefined,
    );
    await fixture[Symbol.asyncDispose]();
    expect(containers).to.deep.include({ removed: 1, closed: true });
  });
});
