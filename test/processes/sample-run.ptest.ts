import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { runCli } from '../support/cli/cli-process.ts';
import { useTemporaryFolder } from '../support/temporary-folder.ts';

describe('one run of the main job, as a newcomer starts it', () => {
  const folder = useTemporaryFolder();
  const data = () => join(folder(), 'data');
  const json = () => join(folder(), 'out.json');

  it('turns green on sample images and says what was made', async () => {
    const { exitCode, stdout, stderr } = await runCli('run', '--data', data(), '--json', json());
    expect(exitCode, stdout + stderr).to.equal(0);
    for (const state of ['Generate dataset', 'Train model (image-classification)', 'Save Model']) {
      expect(stdout).to.match(new RegExp(`\\] ${state.replace(/[()]/g, '\\$&')}: succeeded after `));
    }
    const { dataset, trainingJob, model, ...rest } = JSON.parse(readFileSync(json(), 'utf8'));
    expect(rest).to.have.all.keys('stack', 'status', 'executionArn', 'durationMs', 'endpointUrl');
    expect(rest).to.include({ stack: 'dev', status: 'SUCCEEDED' });
    const rows = (split: 'train' | 'validation') =>
      dataset.classes.reduce((sum: number, counts: Record<string, number>) => sum + (counts[split] ?? 0), 0);
    expect(dataset).to.include({ trainImages: 360, validationImages: 120 });
    expect(dataset.trainImages).to.equal(rows('train'));
    expect(dataset.validationImages).to.equal(rows('validation'));
    expect(trainingJob).to.deep.include({ status: 'Completed' });
    expect(trainingJob.epochs).to.have.length(20);
    expect(trainingJob.metrics['validation:accuracy']).to.be.within(0.8, 1);
    expect(stdout).to.contain('epoch 20/20');
    expect(model.arn).to.match(/^arn:aws:sagemaker:us-east-1:000000000000:model\//);
    // The first two bytes of every gzip file (RFC 1952).
    expect(readFileSync(model.artifact).subarray(0, 2).toString('hex')).to.equal('1f8b');
    expect(existsSync(join(data(), 'lock'))).to.equal(false);
  });
});
