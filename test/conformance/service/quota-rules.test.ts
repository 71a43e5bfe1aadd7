import { CreateTrainingJobCommand, StopTrainingJobCommand } from '@aws-sdk/client-sagemaker';
import { expect } from 'chai';
import { InstanceQuotas } from '../../../emulators/sagemaker/training-jobs/request/quotas.ts';
import { trainingRequest } from '../../unit/emulators/sagemaker/support/sagemaker-fixture.ts';
import { refusedJob, serviceRule } from './service-rule.ts';

// Wording: control-plane-errors.json, training.limit (a log of 2026).

const limitExceeded = (quota: string, limit: number, used: number, delta: number) => ({
  name: 'ResourceLimitExceeded',
  message:
    `The account-level service limit '${quota}' is ${limit} Instances, with current utilization of ${used} Instances and a ` +
    `request delta of ${delta} Instances. Please use AWS Service Quotas to request an increase for this quota. If AWS Service ` +
    'Quotas is not available, contact AWS support to request an increase for this quota.',
});
const instances = (InstanceCount: number) => ({
  ResourceConfig: { InstanceType: 'ml.g5.xlarge' as const, InstanceCount, VolumeSizeInGB: 1 },
});
const SPOT = {
  EnableManagedSpotTraining: true,
  StoppingCondition: { MaxRuntimeInSeconds: 60, MaxWaitTimeInSeconds: 60 },
};

describe('quotas', () => {
  serviceRule(
    {
      id: 'training.limit',
      aws: 'instances of a type over all jobs that have not ended stay within the quota',
      here: 'same',
      note: 'a quota counts if it is set; there is none otherwise',
      wording: 'AWS',
      source: 'control-plane-errors.json, log of 2026',
    },
    async (fixture) => {
      const create = (name: string, fake: string, count: number) =>
        fixture.client.send(new CreateTrainingJobCommand(trainingRequest(name, fake, instances(count))));
      await create('running', 'wait', 2);
      expect(await refusedJob(fixture, instances(2))).to.deep.equal(
        limitExceeded('ml.g5.xlarge for training job usage', 3, 2, 2),
      );
      await create('fits', 'finish', 1);
      await fixture.waitFor('running', 'Training');
      await fixture.client.send(new StopTrainingJobCommand({ TrainingJobName: 'running' }));
      await fixture.waitFor('running', 'Stopped');
      await fixture.waitFor('fits', 'Completed');
      await create('freed', 'finish', 3);
    },
    { quotas: { 'ml.g5.xlarge for training job usage': 3, 'ml.p3.2xlarge': 0 } },
  );

  serviceRule(
    {
      id: 'training.limit.spot',
      aws: 'Spot instances have quotas of their own',
      here: 'same',
      wording: 'AWS',
      source: 'control-plane-errors.json, observed',
    },
    async (fixture) => {
      await fixture.client.send(new CreateTrainingJobCommand(trainingRequest('on-demand', 'wait', instances(1))));
      await fixture.client.send(
        new CreateTrainingJobCommand(trainingRequest('spot', 'wait', { ...instances(1), ...SPOT })),
      );
      expect(await refusedJob(fixture, { ...instances(1), ...SPOT })).to.deep.equal(
        limitExceeded('ml.g5.xlarge for spot training job usage', 1, 1, 1),
      );
      expect(await refusedJob(fixture, instances(2))).to.deep.equal(
        limitExceeded('ml.g5.xlarge for training job usage', 2, 1, 2),
      );
    },
    { quotas: { 'ml.g5.xlarge': 1, 'ml.g5.xlarge for training job usage': 2 } },
  );

  serviceRule(
    {
      id: 'training.limit.processing',
      aws: 'rules of the debugger and the profiler run as processing jobs and count against their quota',
      here: 'same',
      note: 'an instance a rule, while the training job runs; the rules themselves do not run',
      wording: 'partly AWS',
      source: 'data-science-on-aws/data-science-on-aws#200 (with the older ending)',
    },
    async (fixture) => {
      const rules = (count: number) =>
        Array.from({ length: count }, (_, index) => ({
          RuleConfigurationName: `rule${index}`,
          RuleEvaluatorImage: '503895931360.dkr.ecr.us-east-1.amazonaws.com/sagemaker-debugger-rules:latest',
        }));
      const watched = { DebugRuleConfigurations: rules(1), ProfilerRuleConfigurations: rules(1) };
      await fixture.client.send(new CreateTrainingJobCommand(trainingRequest('watched', 'wait', watched)));
      expect(await refusedJob(fixture, { DebugRuleConfigurations: rules(3) })).to.deep.equal(
        limitExceeded('Number of instances across all processing jobs', 4, 2, 3),
      );
      await fixture.client.send(new CreateTrainingJobCommand(trainingRequest('unwatched')));
    },
    { quotas: { 'Number of instances across all processing jobs': 4 } },
  );

  serviceRule(
    {
      id: 'training.limit.warmPool',
      aws: 'instances that are kept in warm pools, or will be, count against a quota of their own',
      here: 'same',
      note: 'a quota counts if it is set; on AWS it is 0 at first',
      wording: 'partly AWS',
      source: 'https://docs.aws.amazon.com/sagemaker/latest/dg/train-warm-pools-resource-limits.html',
    },
    async (fixture) => {
      const warm = (InstanceCount: number, KeepAlivePeriodInSeconds = 3600) => ({
        ResourceConfig: { ...instances(InstanceCount).ResourceConfig, KeepAlivePeriodInSeconds },
      });
      await fixture.client.send(new CreateTrainingJobCommand(trainingRequest('kept', 'finish', warm(2))));
      await fixture.waitFor('kept', 'Completed');
      const refused = limitExceeded('ml.g5.xlarge for training warm pool usage', 2, 2, 1);
      expect(await refusedJob(fixture, warm(1))).to.deep.equal(refused);
      await fixture.client.send(new CreateTrainingJobCommand(trainingRequest('cold', 'finish', instances(1))));
      await fixture.client.send(new CreateTrainingJobCommand(trainingRequest('reused', 'wait', warm(2))));
      expect(await refusedJob(fixture, warm(1))).to.deep.equal(refused);
    },
    { quotas: { 'ml.g5.xlarge for training warm pool usage': 2 } },
  );

  it('of unknown names and impossible sizes are refused when the emulator starts, all at once', () => {
    const quotas = { 'ml.g5.huge': 1, 'ml.g5.xlarge for fun': 1, 'ml.g5.xlarge': -1, 'ml.p3.2xlarge': 0.5 };
    expect(() => new InstanceQuotas(quotas, ['ml.g5.xlarge', 'ml.p3.2xlarge'])).to.throw(
      "quotas: 'ml.g5.huge' is no quota of a training job; 'ml.g5.xlarge for fun' is no quota of a training job; " +
        "'ml.g5.xlarge' is -1: a quota is a whole number from 0; 'ml.p3.2xlarge' is 0.5: a quota is a whole number from 0. " +
        "Name an instance type such as ml.g5.xlarge, 'ml.g5.xlarge for training job usage', 'ml.g5.xlarge for spot training job " +
        "usage', 'ml.g5.xlarge for training warm pool usage' or 'Number of instances across all processing jobs'",
    );
  });
});
