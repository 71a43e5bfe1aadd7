import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DescribeStateMachineCommand, UpdateStateMachineCommand } from '@aws-sdk/client-sfn';
import { expect } from 'chai';
import { patternDataset } from '../support/dataset-factory.ts';
import { freshName, StartedTarget } from '../support/start-target.ts';

const DATASET = { classNames: ['cat', 'dog'], trainPerClass: 12, testPerClass: 4, width: 32, height: 32 };
const OTHER_RUNTIME_SECONDS = 1234;

describe('the retraining workflow whose state machine is updated', () => {
  let folder: string;
  let target: StartedTarget;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'retraining-workflow-'));
    target = await StartedTarget.start({ dataFolder: folder });
    await target.putDataset(await patternDataset(DATASET));
  });

  after(async () => {
    await target.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const definition = async (): Promise<string> => {
    const { stateMachineArn } = target.outputs;
    return (await target.clients.sfn.send(new DescribeStateMachineCommand({ stateMachineArn }))).definition ?? '';
  };

  const update = (text: string) => {
    const { stateMachineArn } = target.outputs;
    return target.clients.sfn.send(new UpdateStateMachineCommand({ stateMachineArn, definition: text }));
  };

  /** The state in which the execution has asked for its job: by then it has its definition for good. */
  const startedTraining = async (): Promise<string> => {
    const executionArn = await target.startExecution(freshName('updated'));
    await target.until('a training job was asked for', async () =>
      (await target.history(executionArn)).some(({ type }) => type === 'TaskSubmitted') ? true : undefined,
    );
    return executionArn;
  };

  const runtimeSeconds = async (executionArn: string): Promise<unknown> => {
    const execution = await target.ended(executionArn);
    expect(execution.status, execution.cause).to.equal('SUCCEEDED');
    const { trainingJob, model } = JSON.parse(execution.output ?? '{}');
    expect(model).to.have.property('ModelName');
    return trainingJob.StoppingCondition.MaxRuntimeInSeconds;
  };

  it('ends a running execution as it began, and starts the next one with the new definition', async () => {
    const before = await definition();
    const own = Number(/"MaxRuntimeInSeconds": (\d+)/.exec(before)?.[1]);
    const running = await startedTraining();
    await update(before.replace(`"MaxRuntimeInSeconds": ${own}`, `"MaxRuntimeInSeconds": ${OTHER_RUNTIME_SECONDS}`));
    try {
      // Save Model, which is still to come, takes its request from the definition of the beginning.
      expect(await runtimeSeconds(running)).to.equal(own);
      expect(await runtimeSeconds(await startedTraining())).to.equal(OTHER_RUNTIME_SECONDS);
    } finally {
      await update(before);
    }
    expect(await runtimeSeconds(await startedTraining())).to.equal(own);
  });
});
