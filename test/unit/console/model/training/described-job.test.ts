import { expect } from 'chai';
import { executionIn } from '../../../../../console/model/execution.ts';
import { historyEvents } from '../../../../../console/model/history/story-event.ts';
import { trainingJobIn } from '../../../../../console/model/training/described-job.ts';
import { billedSeconds, costSoFarUsd, priceIn, usdText } from '../../../../../console/model/training/job-cost.ts';
import { comparedCharts, learningCharts } from '../../../../../console/model/training/learning-lines.ts';
import { asksForJob, runsAround, trainingJobOf } from '../../../../../console/model/training/run-of-job.ts';

const DESCRIBED = {
  TrainingJobName: 'job-1',
  TrainingJobArn: 'arn:aws:sagemaker:us-east-1:000000000000:training-job/job-1',
  TrainingJobStatus: 'InProgress',
  SecondaryStatus: 'Training',
  CreationTime: 1_000,
  TrainingStartTime: 1_002.5,
  HyperParameters: { epochs: '3' },
  ResourceConfig: { InstanceType: 'ml.g4dn.xlarge', InstanceCount: 2, VolumeSizeInGB: 50 },
  RoleArn: 'arn:aws:iam::000000000000:role/training',
  SecondaryStatusTransitions: [
    { Status: 'Starting', StartTime: 1_000, EndTime: 1_002.5, StatusMessage: 'Preparing the instances for training' },
    { Status: 'Training', StartTime: 1_002.5, StatusMessage: 'Training image download completed.' },
  ],
  FinalMetricDataList: [{ MetricName: 'train:accuracy', Value: 0.5, Timestamp: 1_010 }],
};
const PRICE = { instanceType: 'ml.g4dn.xlarge', usdPerHour: 0.72 };

describe('a training job as it is shown', () => {
  it('has AWS’s status as one of ours, its phases in milliseconds, and its request apart from what came of it', () => {
    const job = trainingJobIn(DESCRIBED);
    expect(job).to.deep.include({ status: 'running', createdMs: 1_000_000, startedMs: 1_002_500, instanceCount: 2 });
    expect(job.phases).to.deep.equal([
      { status: 'Starting', fromMs: 1_000_000, toMs: 1_002_500, message: 'Preparing the instances for training' },
      { status: 'Training', fromMs: 1_002_500, message: 'Training image download completed.' },
    ]);
    expect(Object.keys(job.request)).to.deep.equal(['RoleArn', 'ResourceConfig']);
    const statuses = ['Completed', 'Failed', 'Stopped', 'Stopping'].map(
      (TrainingJobStatus) => trainingJobIn({ TrainingJobStatus }).status,
    );
    expect(statuses).to.deep.equal(['succeeded', 'failed', 'aborted', 'running']);
  });

  it('costs the seconds that have begun since its download, of every instance', () => {
    const job = trainingJobIn(DESCRIBED);
    expect(billedSeconds(job, 1_052_400)).to.equal(50);
    // 50 s x 2 instances x 0.72 USD / 3600 s.
    expect(costSoFarUsd(job, PRICE, 1_052_400)).to.be.closeTo(0.02, 1e-12);
    expect(billedSeconds(trainingJobIn({ ...DESCRIBED, BillableTimeInSeconds: 7 }), 9e9)).to.equal(7);
    expect(billedSeconds(trainingJobIn({ CreationTime: 1 }), 9e9)).to.equal(0);
    expect([usdText(0.02), usdText(1.4)]).to.deep.equal(['0.0200 USD', '1.40 USD']);
  });

  it('has no cost where its instance’s price is not known', () => {
    const other = trainingJobIn({ ...DESCRIBED, ResourceConfig: { InstanceType: 'ml.p3.2xlarge' } });
    expect(costSoFarUsd(other, PRICE, 1_052_400)).to.equal(undefined);
    expect(priceIn({ runCost: { currency: 'USD', instanceType: 'ml.x', text: 'unknown' } })).to.equal(undefined);
    expect(priceIn({ runCost: { instanceType: 'ml.x', pricePerInstanceHour: 2 } })).to.deep.equal({
      instanceType: 'ml.x',
      usdPerHour: 2,
    });
  });

  it('is the work of the run that asked for it by name while it ran', () => {
    const run = (name: string, startDate: number, stopDate?: number) =>
      executionIn({ executionArn: name, name, startDate, ...(stopDate === undefined ? {} : { stopDate }) });
    const runs = [run('later', 1_100), run('while', 990), run('before', 900, 950)];
    expect(runsAround(runs, 1_000_000).map(({ name }) => name)).to.deep.equal(['while']);
    const event = (jobName: string) => ({
      id: 5,
      type: 'TaskScheduled',
      timestamp: 1_000,
      taskScheduledEventDetails: { parameters: JSON.stringify({ TrainingJobName: jobName }) },
    });
    expect(asksForJob(historyEvents([event('job-2'), event('job-1')]), 'job-1')).to.equal(true);
    expect(asksForJob(historyEvents([event('job-11')]), 'job-1')).to.equal(false);
    const attempt = { startedMs: 0, status: 'running', parameters: '{"TrainingJobName":"job-1"}' } as const;
    expect(trainingJobOf({ attempts: [{ ...attempt, resource: 'sagemaker createTrainingJob.sync' }] })).to.equal(
      'job-1',
    );
    expect(trainingJobOf({ attempts: [{ ...attempt, resource: 'sagemaker createModel' }] })).to.equal(undefined);
  });

  it('has a chart for each metric, on which a second job is dashed', () => {
    const metrics = (y: number) => [{ metric: 'cross-entropy', curves: new Map([['train', [{ x: 1, y }]]]) }];
    const [chart] = learningCharts(metrics(0.5));
    expect(chart).to.deep.equal({
      title: 'Cross entropy',
      lines: [{ name: 'train', points: [{ x: 1, y: 0.5 }], tone: 'other', isDashed: false }],
      best: { x: 1, y: 0.5 },
    });
    const [compared] = comparedCharts(metrics(0.5), metrics(0.7));
    expect(compared?.lines.map(({ name, isDashed }) => [name, isDashed])).to.deep.equal([
      ['A train', false],
      ['B train', true],
    ]);
  });
});
