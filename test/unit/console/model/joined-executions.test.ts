import { expect } from 'chai';
import type { Execution } from '../../../../console/model/execution.ts';
import { joinedExecutions } from '../../../../console/model/joined-executions.ts';

function run(name: string, startedMs: number, status: Execution['status'] = 'succeeded'): Execution {
  return { arn: name, name, stateMachineArn: 'm', awsStatus: status.toUpperCase(), status, startedMs, redriveCount: 0 };
}

describe('the list of runs', () => {
  const older = { executions: [run('c', 3, 'running'), run('b', 2), run('a', 1)], nextToken: 'older still' };

  it('has what was listed before behind the newest, and each as it is now', () => {
    const newest = { executions: [run('d', 4), run('c', 3, 'failed')], nextToken: 'next' };
    const { executions, nextToken } = joinedExecutions(newest, older);
    expect(executions.map(({ name, status }) => `${name} ${status}`)).to.deep.equal([
      'd succeeded',
      'c failed',
      'b succeeded',
      'a succeeded',
    ]);
    expect(nextToken).to.equal('older still');
  });

  it('loses a run that has ended while only running ones are asked for', () => {
    const newest = { executions: [run('d', 4, 'running'), run('b', 2, 'running')], nextToken: 'next' };
    expect(joinedExecutions(newest, older).executions.map(({ name }) => name)).to.deep.equal(['d', 'b', 'a']);
  });

  it('is that of the newest alone where these are all', () => {
    const newest = { executions: [run('d', 4)] };
    expect(joinedExecutions(newest, older)).to.deep.equal(newest);
  });
});
