import {
  CreateTrainingJobCommand,
  type CreateTrainingJobCommandInput,
  ListTrainingJobsCommand,
  type WarmPoolResourceStatus,
} from '@aws-sdk/client-sagemaker';
import { expect } from 'chai';
import { type SageMakerFixture, trainingRequest } from '../../unit/emulators/sagemaker/support/sagemaker-fixture.ts';
import { expectInvalid, refusedJob, serviceRule } from './service-rule.ts';

const WARM_POOLS = 'https://docs.aws.amazon.com/sagemaker/latest/dg/train-warm-pools.html';
const GROUPS = 'https://docs.aws.amazon.com/sagemaker/latest/dg/train-heterogeneous-cluster-configure.html';

type Resources = NonNullable<CreateTrainingJobCommandInput['ResourceConfig']>;

const kept = (seconds: number): Resources => ({
  InstanceType: 'ml.g5.xlarge',
  InstanceCount: 1,
  VolumeSizeInGB: 10,
  KeepAlivePeriodInSeconds: seconds,
});
const group = (
  InstanceGroupName: string,
  InstanceType: 'ml.g5.xlarge' | 'ml.p3.2xlarge' | 'ml.c5.xlarge',
  count = 1,
) => ({
  InstanceGroupName,
  InstanceType,
  InstanceCount: count,
});

const forGroup = (name: string) => ({
  S3DataType: 'S3Prefix' as const,
  S3Uri: 's3://data/train',
  InstanceGroupNames: [name],
});

async function run(fixture: SageMakerFixture, name: string, changes: Partial<CreateTrainingJobCommandInput>) {
  await fixture.client.send(new CreateTrainingJobCommand(trainingRequest(name, 'finish', changes)));
  return fixture.waitFor(name, 'Completed', 'Failed');
}

describe('the instances of a training job', () => {
  serviceRule(
    {
      id: 'training.warmPool',
      aws: 'a job with KeepAlivePeriodInSeconds leaves a warm pool, which the next job that matches reuses',
      here: 'same',
      note: 'no instance is kept; DescribeTrainingJob and ListTrainingJobs show the pool',
      wording: 'none',
      source: WARM_POOLS,
    },
    async (fixture) => {
      expect((await run(fixture, 'first', { ResourceConfig: kept(3600) })).WarmPoolStatus?.Status).to.equal(
        'Available',
      );
      const other = { ...kept(3600), VolumeSizeInGB: 20 };
      expect((await run(fixture, 'other', { ResourceConfig: other })).WarmPoolStatus?.Status).to.equal('Available');
      expect((await run(fixture, 'second', { ResourceConfig: kept(60) })).WarmPoolStatus?.Status).to.equal('Available');
      expect((await fixture.describe('first')).WarmPoolStatus).to.deep.include({
        Status: 'Reused',
        ReusedByJob: 'second',
      });
      const listed = async (WarmPoolStatusEquals: WarmPoolResourceStatus) => {
        const { TrainingJobSummaries: jobs = [] } = await fixture.client.send(
          new ListTrainingJobsCommand({ WarmPoolStatusEquals, SortBy: 'Name' }),
        );
        return jobs.map(({ TrainingJobName: name, WarmPoolStatus: pool }) => `${name} ${pool?.Status}`);
      };
      expect(await listed('Available')).to.deep.equal(['other Available', 'second Available']);
      expect(await listed('Reused')).to.deep.equal(['first Reused']);
    },
  );

  serviceRule(
    {
      id: 'training.warmPool.conflicts',
      aws: 'Spot instances and heterogeneous clusters cannot be kept',
      here: 'same',
      wording: 'ours',
      source: WARM_POOLS,
    },
    async (fixture) => {
      const spot = {
        EnableManagedSpotTraining: true,
        StoppingCondition: { MaxRuntimeInSeconds: 60, MaxWaitTimeInSeconds: 60 },
        ResourceConfig: kept(60),
      };
      expectInvalid(
        await refusedJob(fixture, spot),
        '[rehearsal] KeepAlivePeriodInSeconds 60: Spot instances cannot be kept in a warm pool',
      );
      const InstanceGroups = [group('a', 'ml.g5.xlarge'), group('b', 'ml.p3.2xlarge')];
      expectInvalid(
        await refusedJob(fixture, { ResourceConfig: { InstanceGroups, KeepAlivePeriodInSeconds: 60 } }),
        '[rehearsal] KeepAlivePeriodInSeconds 60: a cluster of several instance groups cannot be kept in a warm pool',
      );
    },
  );

  serviceRule(
    {
      id: 'training.instanceGroups',
      aws: 'instance groups, of one or of several types, replace InstanceType and InstanceCount',
      here: 'same',
      note: 'one process trains, whatever the cluster',
      wording: 'none',
      source: GROUPS,
    },
    async (fixture) => {
      const InstanceGroups = [group('a', 'ml.g5.xlarge', 2), group('b', 'ml.p3.2xlarge')];
      const ResourceConfig = { InstanceGroups, VolumeSizeInGB: 10 };
      const [channel] = trainingRequest('job').InputDataConfig ?? [];
      const S3DataSource = forGroup('b');
      const InputDataConfig = [{ ...channel, ChannelName: 'train', DataSource: { S3DataSource } }];
      const job = await run(fixture, 'grouped', { ResourceConfig, InputDataConfig });
      expect(job.TrainingJobStatus, job.FailureReason).to.equal('Completed');
      expect(job.ResourceConfig).to.deep.equal(ResourceConfig);
    },
  );

  serviceRule(
    {
      id: 'training.instanceGroups.rules',
      aws: 'groups have names of their own, instances that the algorithm can use, and channels only for groups that there are',
      here: 'same',
      wording: 'partly AWS',
      source: GROUPS,
    },
    async (fixture) => {
      const [channel] = trainingRequest('job').InputDataConfig ?? [];
      const S3DataSource = forGroup('c');
      expectInvalid(
        await refusedJob(fixture, {
          ResourceConfig: { InstanceGroups: [group('a', 'ml.g5.xlarge', 0), group('a', 'ml.g5.xlarge', 0)] },
          InputDataConfig: [{ ...channel, ChannelName: 'train', DataSource: { S3DataSource } }],
        }),
        "[rehearsal] instance group 'a' is given more than once: group names must be unique; ResourceConfig.InstanceGroups has no " +
          "instance: give one group an InstanceCount of at least 1; channel 'train' is for instance group 'c', which " +
          'ResourceConfig.InstanceGroups does not have',
      );
      expectInvalid(
        await refusedJob(fixture, {
          ResourceConfig: { InstanceGroups: [group('a', 'ml.g5.xlarge'), group('b', 'ml.c5.xlarge')] },
        }),
        'Instance type ml.c5.xlarge is not supported by algorithm image-classification; only GPU instances are supported.',
      );
    },
  );
});

describe('the channels of a training job', () => {
  const withChannel = (fixture: SageMakerFixture, changes: object) => {
    const [channel] = trainingRequest('job').InputDataConfig ?? [];
    const InputDataConfig = [{ ...channel, ChannelName: 'training', DataSource: channel?.DataSource, ...changes }];
    return refusedJob(fixture, { InputDataConfig });
  };

  serviceRule(
    {
      id: 'training.channel.compression',
      aws: 'only what is piped is unpacked: Gzip is refused in File mode',
      here: 'same',
      wording: 'AWS',
      source: 'aws/sagemaker-python-sdk#716',
    },
    async (fixture) => {
      const message = 'Invalid compression type for channel training: File mode only supports NONE, got Gzip instead';
      expectInvalid(await withChannel(fixture, { CompressionType: 'Gzip' }), message);
    },
  );

  serviceRule(
    {
      id: 'training.channel.recordWrapper',
      aws: 'only what is piped is wrapped as RecordIO: in File mode the setting must be left out',
      here: 'same',
      wording: 'ours',
      source: 'API model, documentation text of "CreateTrainingJob"',
    },
    async (fixture) => {
      expectInvalid(
        await withChannel(fixture, { RecordWrapperType: 'RecordIO' }),
        "[rehearsal] channel 'training': RecordWrapperType 'RecordIO' is for Pipe mode, not for File mode: leave it out",
      );
    },
  );
});
