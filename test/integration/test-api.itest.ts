import { expect } from 'chai';
import { startCloud } from '../../localstack/index.ts';
import { errorOf } from '../support/error-of.ts';
import { presentRuns } from './support/cloud-process.ts';

const START_TIMEOUT_MS = 400_000;

describe('a cloud for tests on LocalStack', function () {
  this.timeout(START_TIMEOUT_MS);

  it('deploys a program, runs its state machine, and is gone at the end of its block', async () => {
    const earlier = await presentRuns();
    let endpointUrl = '';
    let runId = '';
    {
      await using cloud = await startCloud({ kind: 'localstack' });
      ({ endpointUrl, runId } = cloud);
      expect([...(await presentRuns())]).to.include(runId);
      await using stack = await cloud.deploy(() => import('../testing/programs/waiting.ts'), {
        config: { answer: 'forty-two' },
      });
      const run = await stack.startExecution('machineArn');
      expect(await run.ended()).to.include({ status: 'SUCCEEDED', output: '"forty-two"' });
      expect((await run.history()).map(({ type }) => type)).to.deep.equal([
        'ExecutionStarted',
        'ChoiceStateEntered',
        'ChoiceStateExited',
        'PassStateEntered',
        'PassStateExited',
        'ExecutionSucceeded',
      ]);
    }
    expect([...(await presentRuns())]).to.deep.equal([...earlier]);
    expect(await errorOf(fetch(endpointUrl))).to.be.an.instanceOf(TypeError);
  });
});
