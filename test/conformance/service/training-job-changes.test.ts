import {
  CreateTrainingJobCommand,
  DeleteTrainingJobCommand,
  DescribeTrainingJobCommand,
  ListTagsCommand,
  StopTrainingJobCommand,
  UpdateTrainingJobCommand,
  type UpdateTrainingJobRequest,
} from '@aws-sdk/client-sagemaker';
import { expect } from 'chai';
import {
  refusal,
  type SageMakerFixture,
  trainingRequest,
} from '../../unit/emulators/sagemaker/support/sagemaker-fixture.ts';
import { expectInvalid, serviceRule } from './service-rule.ts';

const API = 'https://docs.aws.amazon.com/sagemaker/latest/APIReference';
const DELETE = `${API}/API_DeleteTrainingJob.html`;
const UPDATE = `${API}/API_UpdateTrainingJob.html`;
const POOLS = 'https://docs.aws.amazon.com/sagemaker/latest/dg/train-warm-pools.html';

const TrainingJobName = 'job';
const keeping = (KeepAlivePeriodInSeconds: number) => ({
  ResourceConfig: {
    InstanceType: 'ml.g5.xlarge' as const,
    InstanceCount: 1,
    VolumeSizeInGB: 1,
    KeepAlivePeriodInSeconds,
  },
});

async function created(
  { client }: SageMakerFixture,
  fake: string,
  changes: Parameters<typeof trainingRequest>[2] = {},
) {
  await client.send(new CreateTrainingJobCommand(trainingRequest(TrainingJobName, fake, changes)));
}

const deleted = ({ client }: SageMakerFixture) => client.send(new DeleteTrainingJobCommand({ TrainingJobName }));
const updated = ({ client }: SageMakerFixture, changes: Partial<UpdateTrainingJobRequest>) =>
  client.send(new UpdateTrainingJobCommand({ TrainingJobName, ...changes }));
const described = ({ client }: SageMakerFixture) => client.send(new DescribeTrainingJobCommand({ TrainingJobName }));

describe('changes of training jobs', () => {
  serviceRule(
    {
      id: 'training.delete',
      aws: 'a job that has ended can be deleted with all that is known of it; its name may be used again',
      here: 'same',
      wording: 'none',
      source: DELETE,
    },
    async (fixture) => {
      await created(fixture, 'finish', { Tags: [{ Key: 'a', Value: 'b' }] });
      const { TrainingJobArn } = await fixture.waitFor(TrainingJobName, 'Completed');
      await deleted(fixture);
      expectInvalid(await refusal(described(fixture)), 'Requested resource not found.');
      expectInvalid(await refusal(deleted(fixture)), 'Requested resource not found.');
      await created(fixture, 'finish');
      expect((await fixture.client.send(new ListTagsCommand({ ResourceArn: TrainingJobArn }))).Tags).to.deep.equal([]);
    },
  );

  serviceRule(
    {
      id: 'training.delete.inUse',
      aws: 'a job that has not ended, or whose warm pool is available, cannot be deleted: ResourceInUse',
      here: 'same',
      wording: 'ours',
      source: DELETE,
    },
    async (fixture) => {
      const inUse = (message: string) => ({
        name: 'ResourceInUse',
        message: `[rehearsal] the training job job ${message}`,
      });
      await created(fixture, 'wait', keeping(600));
      await fixture.waitFor(TrainingJobName, 'Training');
      expect(await refusal(deleted(fixture))).to.deep.equal(inUse('is InProgress: it cannot be deleted'));
      await fixture.client.send(new StopTrainingJobCommand({ TrainingJobName }));
      await fixture.waitFor(TrainingJobName, 'Stopped');
      expect(await refusal(deleted(fixture))).to.deep.equal(inUse('has an available warm pool: it cannot be deleted'));
    },
  );

  serviceRule(
    {
      id: 'training.update.pool',
      aws: 'an update changes how long a warm pool is kept; 0 seconds end it',
      here: 'same',
      wording: 'none',
      source: POOLS,
    },
    async (fixture) => {
      await created(fixture, 'finish', keeping(600));
      await fixture.waitFor(TrainingJobName, 'Completed');
      const { TrainingJobArn } = await updated(fixture, { ResourceConfig: { KeepAlivePeriodInSeconds: 1200 } });
      expect(TrainingJobArn).to.equal('arn:aws:sagemaker:us-east-1:000000000000:training-job/job');
      expect((await described(fixture)).ResourceConfig).to.deep.equal(keeping(1200).ResourceConfig);
      expect((await described(fixture)).WarmPoolStatus?.Status).to.equal('Available');
      await updated(fixture, { ResourceConfig: { KeepAlivePeriodInSeconds: 0 } });
      expect((await described(fixture)).WarmPoolStatus?.Status).to.equal('Terminated');
      await deleted(fixture);
    },
  );

  serviceRule(
    {
      id: 'training.update.noPool',
      aws: 'what a job without a warm pool, or with one that is over, answers to another period is not known',
      here: 'refused',
      note: 'with ValidationException',
      wording: 'ours',
      source: UPDATE,
    },
    async (fixture) => {
      const other = () => refusal(updated(fixture, { ResourceConfig: { KeepAlivePeriodInSeconds: 60 } }));
      await created(fixture, 'finish');
      await fixture.waitFor(TrainingJobName, 'Completed');
      const never = '[rehearsal] job has no warm pool: give KeepAlivePeriodInSeconds when the job is created';
      expectInvalid(await other(), never);
      await deleted(fixture);
      await created(fixture, 'finish', keeping(600));
      await fixture.waitFor(TrainingJobName, 'Completed');
      await updated(fixture, { ResourceConfig: { KeepAlivePeriodInSeconds: 0 } });
      expectInvalid(await other(), never);
    },
  );

  serviceRule(
    {
      id: 'training.update.remoteDebug',
      aws: 'remote debugging is changed while the job downloads or trains',
      here: 'same',
      note: 'the text of the refusal is ours',
      wording: 'ours',
      source: UPDATE,
    },
    async (fixture) => {
      const RemoteDebugConfig = { EnableRemoteDebug: true };
      await created(fixture, 'wait');
      await fixture.waitFor(TrainingJobName, 'Training');
      await updated(fixture, { RemoteDebugConfig });
      expect((await described(fixture)).RemoteDebugConfig).to.deep.equal(RemoteDebugConfig);
      await fixture.client.send(new StopTrainingJobCommand({ TrainingJobName }));
      await fixture.waitFor(TrainingJobName, 'Stopped');
      expectInvalid(
        await refusal(updated(fixture, { RemoteDebugConfig: { EnableRemoteDebug: false } })),
        '[rehearsal] RemoteDebugConfig of job can be changed while its SecondaryStatus is Downloading or Training, it is Stopped',
      );
      expect((await described(fixture)).RemoteDebugConfig).to.deep.equal(RemoteDebugConfig);
    },
  );

  serviceRule(
    {
      id: 'training.update.profiler',
      aws: 'a running job takes another profiler configuration and further rules',
      here: 'differs',
      note: 'kept and given back, nothing is profiled; the texts of refusals are ours',
      wording: 'ours',
      source: UPDATE,
    },
    async (fixture) => {
      const rule = (RuleConfigurationName: string) => ({ RuleConfigurationName, RuleEvaluatorImage: 'image' });
      await created(fixture, 'wait', {
        ProfilerConfig: { S3OutputPath: 's3://data/profile', ProfilingIntervalInMilliseconds: 500 },
        ProfilerRuleConfigurations: [rule('first')],
      });
      await fixture.waitFor(TrainingJobName, 'Training');
      await updated(fixture, {
        ProfilerConfig: { DisableProfiler: true },
        ProfilerRuleConfigurations: [rule('second')],
      });
      const { ProfilerConfig, ProfilerRuleConfigurations } = await described(fixture);
      expect(ProfilerConfig).to.deep.equal({
        S3OutputPath: 's3://data/profile',
        ProfilingIntervalInMilliseconds: 500,
        DisableProfiler: true,
      });
      expect(ProfilerRuleConfigurations).to.deep.equal([rule('first'), rule('second')]);
      const again = updated(fixture, { ProfilerRuleConfigurations: [rule('first')] });
      expectInvalid(await refusal(again), '[rehearsal] job has the profiler rule first already');
      await fixture.client.send(new StopTrainingJobCommand({ TrainingJobName }));
      await fixture.waitFor(TrainingJobName, 'Stopped');
      expectInvalid(
        await refusal(updated(fixture, { ProfilerConfig: { DisableProfiler: false } })),
        '[rehearsal] the profiler of job cannot be changed: its status is Stopped',
      );
    },
  );
});
