import { expect } from 'chai';
import { InvalidRequestError } from '../../../../../functions/generate-dataset/errors.ts';
import {
  parseTrainingFailure,
  TrainingFailedError,
  type TrainingFailureEvent,
  tellTrainingFailure,
} from '../../../../../functions/generate-dataset/retraining/training-failure.ts';

const JOB = { TrainingJobName: 'retraining-run-1-0-0', TrainingJobStatus: 'Failed', SecondaryStatus: 'Failed' };

function event(cause: string, changes: Partial<TrainingFailureEvent> = {}): TrainingFailureEvent {
  return { error: 'States.TaskFailed', cause, redrivesThen: 0, redrives: 0, ...changes };
}

describe('the failure of a training job that is not repeated', () => {
  it('is told in the words of the job', () => {
    const FailureReason = 'AlgorithmError: [rehearsal] the record is broken, exit code: 1';
    expect(() => tellTrainingFailure(event(JSON.stringify({ ...JOB, FailureReason }))))
      .to.throw(TrainingFailedError, `the training job retraining-run-1-0-0 ended as Failed: ${FailureReason}`)
      .with.property('name', 'TrainingFailedError');
  });

  it('is told by its secondary status where it was stopped, and has no reason', () => {
    const stopped = { ...JOB, TrainingJobStatus: 'Stopped', SecondaryStatus: 'MaxRuntimeExceeded' };
    expect(() => tellTrainingFailure(event(JSON.stringify(stopped)))).to.throw(
      'the training job retraining-run-1-0-0 ended as Stopped: its secondary status is MaxRuntimeExceeded',
    );
  });

  it('is told as it is where no job was made', () => {
    const refused = event('No S3 objects found', { error: 'SageMaker.AmazonSageMakerException' });
    expect(() => tellTrainingFailure(refused)).to.throw('SageMaker.AmazonSageMakerException: No S3 objects found');
  });

  it('is past once the execution was redriven', () => {
    expect(tellTrainingFailure(event('{}', { redrives: 1 }))).to.deep.equal({ goOn: true });
    expect(() => tellTrainingFailure(event('{}', { redrivesThen: 1, redrives: 1 }))).to.throw(TrainingFailedError);
  });

  it('is read of the payload of its action alone, and every problem of it reported', () => {
    expect(parseTrainingFailure({ executionName: 'run-1' })).to.equal(undefined);
    expect(parseTrainingFailure({ action: 'keepLabels' })).to.equal(undefined);
    const failure = { Error: 'States.TaskFailed', Cause: '{}' };
    const payload = { action: 'tellTrainingFailure', failure, redrives: 2, redrivesThen: 1 };
    const read = { error: 'States.TaskFailed', cause: '{}', redrives: 2, redrivesThen: 1 };
    expect(parseTrainingFailure(payload)).to.deep.equal(read);
    expect(() => parseTrainingFailure({ ...payload, failure: 3, redrives: 'two' })).to.throw(
      InvalidRequestError,
      'payload member failure is 3 and must have Error and Cause as texts; payload member redrives is "two" and must be a whole number',
    );
  });
});
