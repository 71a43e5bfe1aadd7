import type { DeployedStack, LocalCloud } from 'sagemaker-workflow-rehearsal';
import { startCloud } from 'sagemaker-workflow-rehearsal';
import { afterAll, beforeAll, expect, test } from 'vitest';

let cloud: LocalCloud;
let stack: DeployedStack;

// One deployment for the file: vitest keeps the program's module, and a program asks for resources only while it is loaded.
beforeAll(async () => {
  cloud = await startCloud({ kind: 'embedded' });
  stack = await cloud.deploy(() => import('../index.ts'), { config: { greeting: 'Good morning' } });
});
afterAll(() => cloud?.close());

test('the greeter greets who is there', async () => {
  const run = await stack.startExecution('stateMachineArn', { name: 'Ada' });
  expect(await run.ended()).toMatchObject({ status: 'SUCCEEDED', output: '{"greeting":"Good morning, Ada!"}' });
});

test('the greeter fails where nobody is', async () => {
  const run = await stack.startExecution('stateMachineArn');
  expect(await run.ended()).toMatchObject({ status: 'FAILED', error: 'Nobody' });
});
