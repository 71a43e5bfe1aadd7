import { expect } from 'chai';
import { listTrainingJobs } from '../../../../../emulators/sagemaker/training-jobs/list-training-jobs.ts';
import { endJob, newTrainingJob } from '../../../../../emulators/sagemaker/training-jobs/training-job-record.ts';
import { trainingRequest } from '../support/sagemaker-fixture.ts';

const job = (name: string, createdMs: number) => newTrainingJob(`arn:${name}`, trainingRequest(name), createdMs);
const JOBS = [
  endJob(job('beta-1', 1000), { status: 'Completed' }, 9000),
  job('alpha-1', 2000),
  endJob(job('beta-2', 3000), { status: 'Failed', failureReason: 'ClientError: x' }, 4000),
];

function namesOf(input: object): string[] {
  const { TrainingJobSummaries: summaries } = listTrainingJobs(
    JOBS,
    input as Readonly<Record<string, unknown>>,
    10_000,
  ) as {
    TrainingJobSummaries: { TrainingJobName: string }[];
  };
  return summaries.map(({ TrainingJobName }) => TrainingJobName);
}

const CASES: readonly [string, object, string[]][] = [
  ['oldest first by default', {}, ['beta-1', 'alpha-1', 'beta-2']],
  ['newest first on request', { SortOrder: 'Descending' }, ['beta-2', 'alpha-1', 'beta-1']],
  ['by name', { SortBy: 'Name' }, ['alpha-1', 'beta-1', 'beta-2']],
  ['by status', { SortBy: 'Status' }, ['beta-1', 'beta-2', 'alpha-1']],
  ['with a part of the name', { NameContains: 'beta' }, ['beta-1', 'beta-2']],
  ['of one status', { StatusEquals: 'InProgress' }, ['alpha-1']],
  ['created after a time', { CreationTimeAfter: 2 }, ['beta-2']],
  ['created before a time', { CreationTimeBefore: '1970-01-01T00:00:02Z' }, ['beta-1']],
  ['modified between two times', { LastModifiedTimeAfter: 3.5, LastModifiedTimeBefore: 5 }, ['beta-2']],
  ['with a warm pool, which none of them keeps', { WarmPoolStatusEquals: 'Available' }, []],
];

describe('ListTrainingJobs lists jobs', () => {
  for (const [what, input, expected] of CASES) {
    it(what, () => expect(namesOf(input)).to.deep.equal(expected));
  }

  it('with the members of a summary', () => {
    const { TrainingJobSummaries: summaries } = listTrainingJobs(JOBS, {}, 10_000) as {
      TrainingJobSummaries: object[];
    };
    expect(summaries.slice(0, 2)).to.deep.equal([
      {
        TrainingJobName: 'beta-1',
        TrainingJobArn: 'arn:beta-1',
        CreationTime: 1,
        TrainingEndTime: 9,
        LastModifiedTime: 9,
        TrainingJobStatus: 'Completed',
        SecondaryStatus: 'Completed',
      },
      {
        TrainingJobName: 'alpha-1',
        TrainingJobArn: 'arn:alpha-1',
        CreationTime: 2,
        LastModifiedTime: 2,
        TrainingJobStatus: 'InProgress',
        SecondaryStatus: 'Starting',
      },
    ]);
  });
});
