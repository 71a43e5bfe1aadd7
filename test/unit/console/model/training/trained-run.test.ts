import { expect } from 'chai';
import type { Visit } from '../../../../../console/model/history/visit.ts';
import { imagesOf, trainedJobs } from '../../../../../console/model/training/trained-run.ts';

function visit(output: string | undefined, job?: string): Visit {
  const parameters = JSON.stringify({ TrainingJobName: job });
  const attempt = {
    startedMs: 1,
    status: 'succeeded' as const,
    resource: 'sagemaker createTrainingJob.sync',
    parameters,
  };
  return {
    ...{ id: 1, name: 'S', type: 'Task', place: {}, enteredMs: 1, status: 'succeeded' as const, variables: {} },
    attempts: job === undefined ? [] : [attempt],
    ...{ iterations: new Map(), items: 0, eventIds: [] },
    ...(output === undefined ? {} : { output }),
  };
}

describe('what a run trained', () => {
  it('is each job that it asked for, in their order', () => {
    expect(trainedJobs([visit('{}'), visit('{}', 'one'), visit(undefined, 'two')])).to.deep.equal(['one', 'two']);
  });

  it('is trained on what the first state that names a data set found', () => {
    const visits = [visit(undefined), visit('no JSON'), visit('{"n": 1}'), visit('{"dataset": {"numClasses": 3}}')];
    expect(imagesOf(visits)).to.equal('{"numClasses":3}');
    expect(imagesOf(visits.slice(0, 3))).to.equal(undefined);
  });
});
