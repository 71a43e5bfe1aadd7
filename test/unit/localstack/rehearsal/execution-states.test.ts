import type { HistoryEvent } from '@aws-sdk/client-sfn';
import { expect } from 'chai';
import { ExecutionStates } from '../../../../localstack/rehearsal/execution-states.ts';
import type { StateProgress } from '../../../../localstack/rehearsal/run-progress.ts';

const START_MS = Date.UTC(2026, 0, 1);

describe('the states of an execution, as its history shows them', () => {
  let seen: StateProgress[];
  let states: ExecutionStates;

  beforeEach(() => {
    seen = [];
    states = new ExecutionStates((state) => seen.push(state));
  });

  const take = (seconds: number, type: HistoryEvent['type'], details: Partial<HistoryEvent> = {}) =>
    states.take({ id: seconds, type, timestamp: new Date(START_MS + seconds * 1000), ...details });
  const enter = (seconds: number) => take(seconds, 'TaskStateEntered', { stateEnteredEventDetails: { name: 'Train' } });
  const fail = (seconds: number) =>
    take(seconds, 'TaskFailed', {
      taskFailedEventDetails: { resourceType: 'sagemaker', resource: 'createModel', error: 'States.TaskFailed' },
    });

  it('succeed when they are left', () => {
    enter(0);
    take(1, 'TaskScheduled');
    take(5, 'TaskStateExited', { stateExitedEventDetails: { name: 'Train' } });
    expect(seen).to.deep.equal([
      { name: 'Train', status: 'running', durationMs: 0 },
      { name: 'Train', status: 'succeeded', durationMs: 5000 },
    ]);
  });

  it('are retried when they are scheduled again after a failure', () => {
    enter(0);
    fail(2);
    expect(seen).to.have.length(1);
    take(4, 'TaskScheduled');
    expect(seen[1]).to.deep.equal({ name: 'Train', status: 'retrying', durationMs: 2000, error: 'States.TaskFailed' });
  });

  it('are shown as retried while they wait for it', () => {
    enter(0);
    fail(2);
    states.settle();
    states.settle();
    expect(seen.map(({ status }) => status)).to.deep.equal(['running', 'retrying']);
  });

  it('fail, and are not called retried, when the failure ends the execution', () => {
    enter(0);
    fail(2);
    take(2, 'ExecutionFailed', { executionFailedEventDetails: { error: 'States.TaskFailed', cause: 'x' } });
    states.settle();
    expect(seen.map(({ status }) => status)).to.deep.equal(['running', 'failed']);
  });

  it('are caught when they are left after a failure, also where a retry was expected meanwhile', () => {
    enter(0);
    fail(2);
    states.settle();
    take(4, 'TaskStateExited', { stateExitedEventDetails: { name: 'Train' } });
    const error = 'States.TaskFailed';
    expect(seen.slice(1)).to.deep.equal([
      { name: 'Train', status: 'retrying', durationMs: 2000, error },
      { name: 'Train', status: 'caught', durationMs: 4000, error },
    ]);
  });

  it('succeed after a retry', () => {
    enter(0);
    fail(2);
    take(4, 'TaskScheduled');
    take(5, 'TaskStateExited', { stateExitedEventDetails: { name: 'Train' } });
    expect(seen.map(({ status }) => status)).to.deep.equal(['running', 'retrying', 'succeeded']);
  });

  it('are aborted with the execution', () => {
    enter(0);
    take(3, 'ExecutionAborted', { executionAbortedEventDetails: { error: 'Enough' } });
    expect(seen[1]).to.deep.equal({ name: 'Train', status: 'aborted', durationMs: 3000, error: 'Enough' });
  });
});
