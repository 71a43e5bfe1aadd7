import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { patternDataset } from '../support/dataset-factory.ts';
import { freshName, StartedTarget } from '../support/start-target.ts';
import { needing } from '../support/target-name.ts';

const DATASET = { classNames: ['cat', 'dog'], trainPerClass: 4, testPerClass: 2, width: 32, height: 32 };

needing('faults', 'the retraining workflow on Spot capacity', () => {
  let folder: string;
  let target: StartedTarget;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'retraining-workflow-'));
    target = await StartedTarget.start({ dataFolder: folder, config: { useSpot: true } });
    await target.putDataset(await patternDataset(DATASET));
  });

  after(async () => {
    await target.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('turns green although its job loses its instance on the way', async () => {
    const name = freshName('interrupted');
    target.addFault({ kind: 'spot-interruption', name: `*${name}*`, forMs: 1 });
    const execution = await target.ended(await target.startExecution(name));
    expect(execution.status, execution.cause).to.equal('SUCCEEDED');
    const { trainingJob } = JSON.parse(execution.output ?? '{}');
    const statuses = trainingJob.SecondaryStatusTransitions.map(({ Status }: { Status: string }) => Status);
    // https://docs.aws.amazon.com/sagemaker/latest/dg/model-managed-spot-training-status.html
    expect(statuses).to.deep.equal([
      ...['Starting', 'Downloading', 'Training', 'Interrupted'],
      ...['Starting', 'Downloading', 'Training', 'Uploading', 'Completed'],
    ]);
  });
});
