import { expect } from 'chai';
import {
  endJob,
  enterPhase,
  newTrainingJob,
  type TrainingJobRecord,
} from '../../../../../emulators/sagemaker/training-jobs/training-job-record.ts';
import {
  matchingPool,
  reusedJob,
  warmPoolStatus,
} from '../../../../../emulators/sagemaker/training-jobs/warm-pools.ts';
import { trainingRequest } from '../support/sagemaker-fixture.ts';

const request = (name: string, KeepAlivePeriodInSeconds = 60) =>
  trainingRequest(name, 'finish', {
    ResourceConfig: { InstanceType: 'ml.g5.xlarge', InstanceCount: 1, VolumeSizeInGB: 10, KeepAlivePeriodInSeconds },
  });
const created = (name: string, keepSeconds = 60) => newTrainingJob(`arn:${name}`, request(name, keepSeconds), 0);
const started = (name: string, keepSeconds = 60) => enterPhase(created(name, keepSeconds), 'Downloading', 1_000);
const completed = (name: string, keepSeconds = 60) =>
  endJob(started(name, keepSeconds), { status: 'Completed' }, 10_000);
const at = (job: TrainingJobRecord, nowMs: number, jobs: readonly TrainingJobRecord[] = [job]) =>
  warmPoolStatus(job, jobs, nowMs);

describe('a warm pool', () => {
  it('is available when its job has ended, until the period is over', () => {
    const job = completed('a');
    expect(at(job, 25_000)).to.deep.equal({ Status: 'Available', ResourceRetainedBillableTimeInSeconds: 15 });
    expect(at(job, 69_999)?.Status).to.equal('Available');
    expect(at(job, 70_000)).to.deep.equal({ Status: 'Terminated', ResourceRetainedBillableTimeInSeconds: 60 });
  });

  it('is not there for a job that keeps nothing, nor before its first job has ended', () => {
    expect(at(completed('a', 0), 11_000)).to.equal(undefined);
    expect(at(started('a'), 5_000)).to.equal(undefined);
  });

  it('moves on to the job that reuses it', () => {
    const first = completed('first');
    const second = { ...newTrainingJob('arn:second', request('second', 0), 30_000), warmPoolOf: 'first' };
    expect(at(first, 40_000, [first, second])).to.deep.equal({
      Status: 'Reused',
      ResourceRetainedBillableTimeInSeconds: 20,
      ReusedByJob: 'second',
    });
    expect(at(second, 40_000, [first, second])).to.deep.equal({ Status: 'InUse' });
    const ended = endJob(enterPhase(second, 'Downloading', 31_000), { status: 'Completed' }, 50_000);
    expect(at(ended, 50_000, [first, ended])?.Status).to.equal('Terminated');
  });

  it('stays reused when the job that reuses it is deleted, and is not that of a later job of its name', () => {
    const first = { ...completed('first'), poolReusedBy: { name: 'second', createdMs: 30_000 } };
    expect(at(first, 40_000)).to.deep.equal({
      Status: 'Reused',
      ResourceRetainedBillableTimeInSeconds: 20,
      ReusedByJob: 'second',
    });
    const older = { ...newTrainingJob('arn:other', request('other', 0), 5_000), warmPoolOf: 'first' };
    expect(at(completed('first'), 11_000, [older, completed('first')])?.Status).to.equal('Available');
  });

  it('was not that of a later job with the name of the one that it was of', () => {
    const second = { ...newTrainingJob('arn:second', request('second', 0), 30_000), warmPoolOf: 'first' };
    const other = completed('other');
    const first = completed('first');
    expect(reusedJob(second, [other, first, second])).to.equal(first);
    // Created when the first one was deleted, while the second one was on its instances.
    const later = newTrainingJob('arn:first', request('first'), 40_000);
    expect(reusedJob(second, [other, later, second])).to.equal(undefined);
    const ended = endJob(enterPhase(later, 'Downloading', 41_000), { status: 'Completed' }, 50_000);
    expect(reusedJob(second, [other, ended, second])).to.equal(undefined);
  });

  it('is kept after a failure of the algorithm, not after one of the platform or before the instances were there', () => {
    const failed = (failureReason: string) => endJob(started('a'), { status: 'Failed', failureReason }, 10_000);
    expect(at(failed('AlgorithmError: x'), 11_000)?.Status).to.equal('Available');
    expect(at(failed('InternalServerError: x'), 11_000)?.Status).to.equal('Terminated');
    expect(at(endJob(created('a'), { status: 'Stopped' }, 10_000), 11_000)?.Status).to.equal('Terminated');
    expect(at(endJob(started('a'), { status: 'Stopped' }, 10_000), 11_000)?.Status).to.equal('Available');
  });

  it('is for jobs with the same role, instances, volume, network and encryption, not for Spot', () => {
    const jobs = [completed('a')];
    const matching = (changes: Parameters<typeof trainingRequest>[2]) =>
      matchingPool({ ...request('b'), ...changes }, jobs, 11_000)?.name;
    const resources = { InstanceType: 'ml.g5.xlarge', InstanceCount: 1, VolumeSizeInGB: 10 } as const;
    expect(matching({})).to.equal('a');
    expect(matching({ HyperParameters: { other: '1' }, ResourceConfig: resources })).to.equal('a');
    for (const changes of [
      { RoleArn: 'arn:aws:iam::000000000000:role/other' },
      { ResourceConfig: { ...resources, InstanceCount: 2 } },
      { ResourceConfig: { ...resources, InstanceType: 'ml.p3.2xlarge' } },
      { ResourceConfig: { ...resources, VolumeSizeInGB: 11 } },
      { ResourceConfig: { ...resources, VolumeKmsKeyId: 'k' } },
      { VpcConfig: { SecurityGroupIds: ['sg-1'], Subnets: ['subnet-1'] } },
      { EnableInterContainerTrafficEncryption: true },
      { EnableNetworkIsolation: true },
      { EnableManagedSpotTraining: true },
    ] as const) {
      expect(matching(changes as object), JSON.stringify(changes)).to.equal(undefined);
    }
    expect(matchingPool(request('b'), jobs, 70_000)).to.equal(undefined);
  });
});
