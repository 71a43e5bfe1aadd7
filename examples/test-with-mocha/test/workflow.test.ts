import { expect } from 'chai';
import { startCloud } from 'sagemaker-workflow-rehearsal';

const config = { greeting: 'Good morning' };

describe('the greeter', () => {
  it('greets who is there', async () => {
    await using cloud = await startCloud({ kind: 'embedded' });
    await using stack = await cloud.deploy(() => import('../index.ts'), { config });
    const run = await stack.startExecution('stateMachineArn', { name: 'Ada' });
    expect(await run.ended()).to.include({ status: 'SUCCEEDED', output: '{"greeting":"Good morning, Ada!"}' });
  });

  it('fails where nobody is', async () => {
    await using cloud = await startCloud({ kind: 'embedded' });
    await using stack = await cloud.deploy(() => import('../index.ts'), { config });
    const run = await stack.startExecution('stateMachineArn');
    expect(await run.ended()).to.include({ status: 'FAILED', error: 'Nobody' });
  });
});
