import { expect } from 'chai';
import type { Attempt, Visit } from '../../../../../console/model/history/visit.ts';
import { lineLevel, logEvents } from '../../../../../console/model/logs/found-line.ts';
import { linesOfRequests, logSourceOf, requestIdsOf } from '../../../../../console/model/logs/state-log.ts';

function visit(...attempts: readonly Partial<Attempt>[]): Visit {
  return {
    id: 1,
    name: 'Work',
    type: 'Task',
    place: {},
    enteredMs: 10_000,
    endedMs: 20_000,
    status: 'succeeded',
    variables: {},
    attempts: attempts.map((attempt) => ({ startedMs: 10_000, status: 'succeeded', ...attempt })),
    iterations: new Map(),
    items: 0,
    eventIds: [],
  };
}

describe('the log of a state', () => {
  it('is that of the function that it invokes, by name, by ARN or with a version', () => {
    const named = (FunctionName: string) =>
      logSourceOf(visit({ resource: 'lambda invoke', parameters: JSON.stringify({ FunctionName }) }));
    const expected = { functionName: 'labels', fromMs: 9_000, toMs: 21_000 };
    expect(named('labels')).to.deep.equal(expected);
    expect(named('labels:$LATEST')).to.deep.equal(expected);
    expect(named('arn:aws:lambda:us-east-1:000000000000:function:labels:2')).to.deep.equal(expected);
    const direct = { resource: 'arn:aws:lambda:us-east-1:000000000000:function:labels', parameters: '{}' };
    expect(logSourceOf(visit(direct))).to.deep.equal(expected);
  });

  it('is the streams of the training job that it starts', () => {
    const parameters = JSON.stringify({ TrainingJobName: 'job-7' });
    expect(logSourceOf(visit({ resource: 'sagemaker createTrainingJob.sync', parameters }))).to.deep.equal({
      group: '/aws/sagemaker/TrainingJobs',
      streamPrefix: 'job-7/',
      fromMs: 9_000,
    });
  });

  it('is none for a state that does neither', () => {
    expect(logSourceOf(visit())).to.equal(undefined);
    expect(logSourceOf(visit({ resource: 's3 headObject', parameters: '{"Key":"k"}' }))).to.equal(undefined);
    const parameters = JSON.stringify({ TrainingJobName: 'job-7' });
    expect(logSourceOf(visit({ resource: 'sagemaker describeTrainingJob', parameters }))).to.equal(undefined);
  });

  const line = (stream: string, message: string, timeMs: number) => ({ id: `${timeMs}`, stream, message, timeMs });
  const lines = [
    line('a', 'START RequestId: one Version: $LATEST', 1),
    line('b', 'START RequestId: two Version: $LATEST', 2),
    line('a', 'mine', 3),
    line('b', 'of another run', 4),
    line('a', 'REPORT RequestId: one', 5),
    line('a', 'START RequestId: three Version: $LATEST', 6),
    line('a', 'later', 7),
  ];
  const result = (RequestId: string) => ({ result: JSON.stringify({ SdkResponseMetadata: { RequestId } }) });

  it('has the lines of its own invocations alone', () => {
    const ids = requestIdsOf(visit(result('one')));
    expect(linesOfRequests(lines, ids, 1).map(({ message }) => message)).to.deep.equal([
      'START RequestId: one Version: $LATEST',
      'mine',
      'REPORT RequestId: one',
    ]);
  });

  it('has all lines of its time, when an invocation failed and so has no request id, or where the id is not in the log', () => {
    expect(requestIdsOf(visit({}, result('three')))).to.deep.equal(['three']);
    expect(linesOfRequests(lines, ['three'], 2)).to.equal(lines);
    expect(linesOfRequests(lines, ['unknown'], 1)).to.equal(lines);
  });
});

describe('lines of a log', () => {
  it('are read from the answer without the line break at their end', () => {
    const entry = { eventId: '1', timestamp: 5, logStreamName: 's', message: 'two\nlines\n' };
    expect(logEvents([entry, { message: 'no id' }, 7])).to.deep.equal([
      { id: '1', timeMs: 5, stream: 's', message: 'two\nlines' },
    ]);
  });

  it('are told apart by their words', () => {
    const levels = ['ERROR: x', 'Task timed out after 3.00 seconds', 'WARN slow', 'terrorist', 'ok'].map(lineLevel);
    expect(levels).to.deep.equal(['error', 'error', 'warning', 'plain', 'plain']);
  });
});
