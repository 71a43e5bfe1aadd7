import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { patternDataset } from '../support/dataset-factory.ts';
import { StartedTarget } from '../support/start-target.ts';

const DATASET = { classNames: ['cat', 'dog'], trainPerClass: 4, testPerClass: 2, width: 32, height: 32 };

describe('the embedded cloud, started again', () => {
  it('still shows executions, jobs, models and objects, and runs', async () => {
    const dataFolder = mkdtempSync(join(tmpdir(), 'retraining-workflow-'));
    try {
      const before = await StartedTarget.start({ dataFolder });
      await before.putDataset(await patternDataset(DATASET));
      const executionArn = await before.startExecution('before');
      const execution = await before.ended(executionArn);
      const history = await before.history(executionArn);
      await before.close();

      const after = await StartedTarget.start({ dataFolder });
      expect(after.outputs).to.deep.equal(before.outputs);
      expect(await after.history(executionArn)).to.deep.equal(history);
      const again = await after.ended(executionArn);
      expect(again.output).to.equal(execution.output);
      const { status } = await after.ended(await after.startExecution('after'));
      expect(status).to.equal('SUCCEEDED');
      await after.close();
    } finally {
      rmSync(dataFolder, { recursive: true, force: true });
    }
  });
});
