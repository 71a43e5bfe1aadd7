import { networkInterfaces } from 'node:os';
import { DescribeTrainingJobCommand, StopTrainingJobCommand } from '@aws-sdk/client-sagemaker';
import { expect } from 'chai';
import type { StartedCloud } from '../../emulators/cloud/started-cloud.ts';
import { AwsClients } from '../../emulators/core/aws-clients.ts';
import { connectDocker } from '../../localstack/clouds/docker/docker-engine.ts';
import { hostGatewayAddress } from '../../localstack/clouds/docker/host-gateway.ts';
import { startCloud } from '../../localstack/index.ts';
import { CliProcess } from '../support/cli/cli-process.ts';
import { sharedLocalStack } from '../support/localstack/shared-localstack.ts';
import { pollUntil } from '../support/poll-until.ts';
import { useTemporaryFolder } from '../support/temporary-folder.ts';
import { presentRuns } from './support/cloud-process.ts';
import { OwnImageAccount } from './support/own-image-account.ts';
import { buildTrainingImage, removeTrainingImage } from './support/training-image.ts';

async function startedWith(
  options: { readonly kind: 'embedded'; readonly dataFolder: string },
  use: (cloud: StartedCloud) => Promise<void>,
): Promise<void> {
  await using cloud = await startCloud(options);
  await use(cloud);
}

const ABSENT_IMAGE = 'localhost:1/absent:1';

describe('a training job with an own image', () => {
  before(async function build() {
    this.timeout(400_000);
    await buildTrainingImage();
  });
  after(() => removeTrainingImage());

  describe('on the embedded cloud', () => {
    let cloud: StartedCloud;
    let account: OwnImageAccount;

    /** The LocalStack that other tests of this process share stays until its end. */
    let earlier: ReadonlySet<string>;

    beforeEach(async () => {
      earlier = await presentRuns();
      cloud = await startCloud({ kind: 'embedded' });
      account = await OwnImageAccount.prepare(cloud.clients, 'own-image');
    });
    afterEach(async () => {
      await cloud.close();
      expect(await containersLeft()).to.deep.equal([]);
    });
    const containersLeft = async () => [...(await presentRuns())].filter((run) => !earlier.has(run));

    it('finds what SageMaker gives, and leaves model, output and metrics', async () => {
      const MetricDefinitions = [
        { Name: 'train:loss', Regex: 'train loss=(.*?);' },
        { Name: 'validation:accuracy', Regex: 'validation accuracy=(.*?);' },
      ];
      const job = await account.run('finish', 'finish', {}, { MetricDefinitions });
      expect(job.TrainingJobStatus, job.FailureReason).to.equal('Completed');
      expect(await account.log('finish')).to.deep.equal(
        [
          'arguments []',
          'hyperparameters {"bucket": "own-image", "do": "finish"}',
          'inputdataconfig {"train": {"ContentType": "text/csv", "RecordWrapperType": "None", "S3DistributionType": "FullyReplicated", "TrainingInputMode": "File"}}',
          "hosts ['algo-1'] algo-1",
          "file /opt/ml/input/data/train/one.csv '1'",
          "file /opt/ml/input/data/train/deep/zwei ü.csv 'two\\n'",
          'job finish arn:aws:sagemaker:us-east-1:000000000000:training-job/finish a value',
          'train loss=0.25;',
          'validation accuracy=0.5;',
        ].sort(),
      );
      const metrics = job.FinalMetricDataList?.map(({ MetricName, Value }) => [MetricName, Value]);
      expect(metrics).to.have.deep.members([
        ['train:loss', 0.25],
        ['validation:accuracy', 0.5],
      ]);
      expect(job.ModelArtifacts?.S3ModelArtifacts).to.equal('s3://own-image/out/finish/output/model.tar.gz');
      expect(await account.archive('out/finish/output/model.tar.gz')).to.deep.equal({
        'weights/a.bin': 'weights',
        latest: '-> weights/a.bin',
      });
      expect(await account.archive('out/finish/output/output.tar.gz')).to.deep.equal({ 'curve.csv': '1,2' });
    });

    it('reaches the local AWS with boto3, as its role', async () => {
      const job = await account.run('aws', 'use-aws');
      expect(job.TrainingJobStatus, job.FailureReason).to.equal('Completed');
      expect(await account.log('aws')).to.deep.equal([
        'caller arn:aws:sts::000000000000:assumed-role/own-image-training/SageMaker',
        'size 3000000',
      ]);
    });

    it('fails with its failure file', async () => {
      const job = await account.run('fails', 'fail');
      expect(job.TrainingJobStatus).to.equal('Failed');
      expect(job.FailureReason).to.equal('AlgorithmError: the images are too dark, exit code: 1');
    });

    it('fails with its exit code', async () => {
      expect((await account.run('exits', 'exit')).FailureReason).to.equal('AlgorithmError: , exit code: 3');
    });

    it('fails when the program is not in the image', async () => {
      const job = await account.run('nothing', 'finish', {}, { ContainerEntrypoint: ['no-such-program'] });
      expect(job.FailureReason).to.equal('AlgorithmError: , exit code: 127');
      expect(await account.log('nothing')).to.deep.equal([
        'exec: "no-such-program": executable file not found in $PATH',
      ]);
    });

    it('runs another entry point with its arguments', async () => {
      const algorithm = { ContainerEntrypoint: ['python3', '-c'], ContainerArguments: ['print("mine")'] };
      expect((await account.run('entry', 'finish', {}, algorithm)).TrainingJobStatus).to.equal('Completed');
      expect(await account.log('entry')).to.deep.equal(['mine']);
    });

    it('saves its model when it is stopped', async () => {
      await account.create('stopped', 'wait');
      await account.logged('stopped', 'waiting');
      await cloud.clients.sagemaker.send(new StopTrainingJobCommand({ TrainingJobName: 'stopped' }));
      const job = await account.ended('stopped');
      expect(job.TrainingJobStatus).to.equal('Stopped');
      expect(await account.archive('out/stopped/output/model.tar.gz')).to.deep.equal({ weights: 'as far as it came' });
    });

    it('is stopped in the same way when MaxRuntimeInSeconds is over', async () => {
      const job = await account.run('long', 'wait', { StoppingCondition: { MaxRuntimeInSeconds: 3 } });
      expect(job).to.deep.include({ TrainingJobStatus: 'Stopped', SecondaryStatus: 'MaxRuntimeExceeded' });
      expect(await account.archive('out/long/output/model.tar.gz')).to.deep.equal({ weights: 'as far as it came' });
    });

    describe('and a data folder that is kept', () => {
      const folder = useTemporaryFolder();

      it('is killed when it does not end in time, here when the cloud closes', async () => {
        const options = { kind: 'embedded', dataFolder: folder() } as const;
        await startedWith(options, async ({ clients }) => {
          const restarted = await OwnImageAccount.prepare(clients, 'own-image');
          await restarted.create('stubborn', 'stubborn');
          await restarted.logged('stubborn', 'waiting');
        });
        expect(await containersLeft()).to.deep.equal([]);
        await startedWith(options, async ({ clients }) => {
          const job = await clients.sagemaker.send(new DescribeTrainingJobCommand({ TrainingJobName: 'stubborn' }));
          expect(job.TrainingJobStatus).to.equal('Stopped');
        });
      });
    });

    it('has neither network nor credentials when it is isolated', async () => {
      const job = await account.run('alone', 'look-around', { EnableNetworkIsolation: true });
      expect(job.TrainingJobStatus, job.FailureReason).to.equal('Completed');
      expect(await account.log('alone')).to.deep.equal([
        "interfaces ['lo']",
        "variables ['AWS_DEFAULT_REGION', 'AWS_REGION', 'TRAINING_JOB_ARN', 'TRAINING_JOB_NAME']",
      ]);
    });

    it('opens this machine to containers only, and to those that know the secret', async () => {
      await account.run('door', 'tell-endpoint');
      const [line = ''] = await account.log('door');
      const url = new URL(line.replace('endpoint ', ''));
      const gateway = await hostGatewayAddress(await connectDocker());
      const reachable = url.hostname === 'host.docker.internal' ? gateway : url.hostname;
      expect(reachable).to.equal(gateway);
      expect((await fetch(`http://${gateway}:${url.port}/`)).status).to.equal(403);
      for (const address of addressesBut(gateway)) {
        expect(
          await fetch(`http://${address}:${url.port}/`).then(
            () => 'answered',
            () => 'refused',
          ),
          address,
        ).to.equal('refused');
      }
    });

    it('fails as on AWS when the image cannot be pulled', async () => {
      const TrainingImageConfig = { TrainingRepositoryAccessMode: 'Vpc' as const };
      const job = await account.run('absent', 'finish', {}, { TrainingImage: ABSENT_IMAGE, TrainingImageConfig });
      expect(job.FailureReason).to.equal(
        'ClientError: Cannot pull algorithm container. Either the image does not exist or its permissions are incorrect.',
      );
      const log = await account.log('absent');
      expect(log).to.have.lengthOf(1);
      expect(log[0]).to.match(
        /^\[rehearsal\] the image localhost:1\/absent:1 is not on this machine and cannot be pulled: .*\. Build it: docker build -t localhost:1\/absent:1 \.$/,
      );
    });

    it('fails when its input cannot be downloaded', async () => {
      const S3DataSource = { S3DataType: 'ManifestFile' as const, S3Uri: 's3://own-image/train/one.csv' };
      const InputDataConfig = [{ ChannelName: 'train', DataSource: { S3DataSource } }];
      const job = await account.run('no-list', 'finish', { InputDataConfig });
      expect(job.FailureReason).to.equal(
        'ClientError: Data download failed:[rehearsal] the manifest s3://own-image/train/one.csv is not a list of {"prefix": "s3://..."} and paths below that prefix',
      );
    });
  });

  describe('on LocalStack', () => {
    it('runs beside it, and reaches it with boto3', async () => {
      const { clients } = await sharedLocalStack();
      const account = await OwnImageAccount.prepare(clients, 'own-image-on-localstack');
      const job = await account.run('beside', 'use-aws');
      expect(job.TrainingJobStatus, job.FailureReason).to.equal('Completed');
      expect(await account.log('beside')).to.include('size 3000000');
    });
  });

  describe('under the command line', () => {
    const folder = useTemporaryFolder();

    for (const [signal, how] of [
      ['SIGINT', 'on Ctrl-C'],
      ['SIGKILL', 'when the process is killed'],
    ] as const) {
      it(`leaves no container behind ${how}`, async () => {
        using cli = new CliProcess(['up', '--port', '0', '--data', folder()]);
        const [, endpointUrl = ''] = await cli.printed(/^ready (.*)$/m);
        const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
        const clients = new AwsClients({ endpointUrl, region: 'us-east-1', credentials });
        const account = await OwnImageAccount.prepare(clients, 'own-image');
        await account.create('left', 'wait');
        await account.logged('left', 'waiting');
        expect((await presentRuns(cli.pid)).size).to.equal(1);
        cli.kill(signal);
        await cli.ended();
        clients.destroy();
        await pollUntil('the container is gone', async () =>
          (await presentRuns(cli.pid)).size === 0 ? true : undefined,
        );
      });
    }
  });
});

/** This machine's IPv4 addresses save one. */
function addressesBut(gateway: string): readonly string[] {
  const addresses = Object.values(networkInterfaces()).flatMap((entries) => entries ?? []);
  return addresses
    .filter(({ family, address }) => family === 'IPv4' && address !== gateway)
    .map(({ address }) => address);
}
