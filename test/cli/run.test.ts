import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { runCli, SMALL_STACK } from '../support/cli/cli-process.ts';
import { patternDataset, writeFiles } from '../support/dataset-factory.ts';
import { useTemporaryFolder } from '../support/temporary-folder.ts';

const DATASET = { classNames: ['one', 'two'], trainPerClass: 6, testPerClass: 2, width: 32, height: 32 };

describe('one run of the main job', function () {
  this.timeout(120_000);
  const folder = useTemporaryFolder();
  const data = () => join(folder(), 'data');
  const json = () => join(folder(), 'out.json');
  const run = (...args: string[]) => runCli('run', '--data', data(), '--json', json(), ...args);
  const result = () => JSON.parse(readFileSync(json(), 'utf8'));

  it('turns green on sample images', async () => {
    // Three epochs of the dev stack's twenty; `npm run test:processes` has them all.
    const config = join(folder(), 'short.yaml');
    const short = { num_layers: 18, image_shape: '3,300,150', mini_batch_size: 120, epochs: 3 };
    writeFileSync(config, JSON.stringify({ config: { hyperparameters: short } }));
    const { exitCode, stdout, stderr } = await run('--config', config);
    expect(exitCode, stdout + stderr).to.equal(0);
    expect(stdout).to.contain('epoch 3/3');
    const { dataset, trainingJob, model } = result();
    expect(dataset).to.include({ trainImages: 360, validationImages: 120 });
    expect(trainingJob.epochs).to.have.length(3);
    // The first two bytes of every gzip file (RFC 1952).
    expect(readFileSync(model.artifact).subarray(0, 2).toString('hex')).to.equal('1f8b');
  });

  it('takes a folder of images, leaves out what is none, and says what and why', async () => {
    const files = await patternDataset(DATASET);
    const others = {
      'train/one/.DS_Store': 'x',
      'train/two/notes.txt': 'x',
      'train/stray.jpg': 'x',
      'test/two/empty.PNG': '',
    };
    for (const [key, text] of Object.entries(others)) files.set(key, Buffer.from(text));
    await writeFiles(join(folder(), 'images'), files);
    const { exitCode, stdout, stderr } = await run('--dataset', join(folder(), 'images'), '--config', SMALL_STACK);
    expect(exitCode, stdout + stderr).to.equal(0);
    const { dataset } = result();
    expect(dataset.classes).to.deep.equal([
      { label: 0, name: 'one', train: 6, validation: 2 },
      { label: 1, name: 'two', train: 6, validation: 2 },
    ]);
    expect(dataset).to.deep.include({ trainImages: 12, validationImages: 4, skippedTotal: 4 });
    expect(dataset.skipped.map(({ key }: { key: string }) => key)).to.have.members([
      'dataset/train/one/.DS_Store',
      'dataset/train/two/notes.txt',
      'dataset/train/stray.jpg',
      'dataset/test/two/empty.PNG',
    ]);
  });
});
