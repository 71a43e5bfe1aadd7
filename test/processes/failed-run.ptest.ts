import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { openToOthers } from '../embedded/support/file-modes.ts';
import { runCliHere } from '../support/cli/cli-here.ts';
import type { EndedCli } from '../support/cli/cli-process.ts';
import { patternDataset, writeFiles } from '../support/dataset-factory.ts';

/** Fewer images than the dev stack's batch of 120, in its image_shape: the training job fails at once, and everything is deployed. */
const DATASET = { classNames: ['one', 'two'], trainPerClass: 6, testPerClass: 2, width: 150, height: 300 };

describe('a run whose training job fails', function () {
  this.timeout(120_000);
  let folder = '';
  let first: EndedCli;
  const data = () => join(folder, 'data');
  const json = () => join(folder, 'out.json');
  const run = () => runCliHere('run', '--data', data(), '--json', json(), '--dataset', join(folder, 'images'));
  const result = () => JSON.parse(readFileSync(json(), 'utf8'));

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'failed-run-'));
    await writeFiles(join(folder, 'images'), await patternDataset(DATASET));
    first = await run();
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('ends with status 1 and the reason', () => {
    const { exitCode, stdout } = first;
    expect(exitCode).to.equal(1);
    // training-failures.json, data.fewerImagesThanBatch; 12 images, mini_batch_size 120.
    const reason = 'ClientError: The number of input images must be bigger or equal to the mini_batch_size.';
    expect(stdout).to.contain(reason);
    const { status, error, trainingJob, dataset, model } = result();
    expect({ status, error, model }).to.deep.equal({ status: 'FAILED', error: 'States.TaskFailed', model: undefined });
    expect(trainingJob).to.deep.include({ status: 'Failed', failureReason: reason });
    expect(dataset.trainImages).to.equal(12);
  });

  it('leaves a data folder for its user alone', () => {
    const { stdout, stderr } = first;
    expect(stdout, stderr).to.not.contain('Lost, for the data folder is damaged');
    expect(openToOthers(data())).to.deep.equal([]);
  });

  it('is followed by one that names what is damaged in the data folder', async () => {
    const damaged = ['iam/roles', 'step-functions/executions'].map((store) => {
      const [name = ''] = readdirSync(join(data(), store));
      return join(data(), store, name);
    });
    for (const file of damaged) truncateSync(file);
    const again = await run();
    const lost = again.stdout.split('Lost, for the data folder is damaged:\n')[1] ?? '';
    const { damaged: listed, status } = result();
    expect(status).to.equal('FAILED');
    for (const file of damaged) {
      expect(lost).to.contain(`it is empty (${file}). It is set aside as `);
      expect(listed.filter((line: string) => line.includes(`(${file})`))).to.have.length(1);
      expect(again.stderr + again.stdout.split('Lost, for')[0]).to.contain(`(${file})`);
    }
  });
});
