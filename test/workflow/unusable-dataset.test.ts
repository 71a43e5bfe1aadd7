import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { patternDataset } from '../support/dataset-factory.ts';
import { freshName, StartedTarget } from '../support/start-target.ts';

const DATASET = { classNames: ['cat', 'dog'], trainPerClass: 12, testPerClass: 4, width: 32, height: 32 };

describe('the retraining workflow with a data set that cannot be used', () => {
  let folder: string;
  let target: StartedTarget;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'retraining-workflow-'));
    target = await StartedTarget.start({ dataFolder: folder });
  });

  after(async () => {
    await target.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('fails in its first step when there are no images, with the function’s error', async () => {
    await target.putDataset(new Map());
    const execution = await target.ended(await target.startExecution(freshName('empty')));
    expect(execution.status).to.equal('FAILED');
    expect(execution.error).to.match(/^Dataset\w*Error$/);
    expect(execution.cause).to.contain(`${target.outputs.datasetPrefix}/train/`);
  });

  it('fails before training when an image of the sample is none, naming it', async () => {
    const files = await patternDataset(DATASET);
    // The sample of the class: 1, 4 and 5.
    files.set('train/cat/5.jpg', Buffer.from('this is text'));
    await target.putDataset(files);
    const execution = await target.ended(await target.startExecution(freshName('text')));
    expect(execution).to.deep.include({ status: 'FAILED', error: 'ImageContentError' });
    expect(execution.cause).to.contain('1 of 12 images looked into: text by their content');
    expect(execution.cause).to.contain('cat/5.jpg');
  });

  it('fails in training when an image outside the sample is corrupt, naming it', async () => {
    const files = await patternDataset(DATASET);
    files.set('train/cat/6.jpg', Buffer.from('this is text'));
    await target.putDataset(files);
    const execution = await target.ended(await target.startExecution(freshName('corrupt')));
    expect(execution).to.deep.include({ status: 'FAILED', error: 'States.TaskFailed' });
    const job = JSON.parse(execution.cause ?? '{}');
    expect(job).to.deep.include({ TrainingJobStatus: 'Failed', SecondaryStatus: 'Failed' });
    expect(job.FailureReason).to.match(/^(ClientError|AlgorithmError): /);
    expect(job.FailureReason).to.contain('cat/6.jpg');
  });

  it('fails in training when there are fewer images than a batch has, in the algorithm’s words', async () => {
    await target.putDataset(await patternDataset({ ...DATASET, trainPerClass: 3 }));
    const execution = await target.ended(await target.startExecution(freshName('few')));
    // training-failures.json, data.fewerImagesThanBatch; 6 images, mini_batch_size 8.
    expect(JSON.parse(execution.cause ?? '{}').FailureReason).to.equal(
      'ClientError: The number of input images must be bigger or equal to the mini_batch_size.',
    );
  });

  it('fails before training when images are smaller than image_shape, naming some', async () => {
    await target.putDataset(await patternDataset({ ...DATASET, width: 31 }));
    const execution = await target.ended(await target.startExecution(freshName('small')));
    expect(execution.error).to.equal('ImageContentError');
    expect(execution.cause).to.contain('12 of 12 images looked into: smaller than image_shape (32x32, width x height)');
    expect(execution.cause).to.match(/cat\/1\.jpg\W* \(31x32\)/);
  });
});
