import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { runCliHere } from '../support/cli/cli-here.ts';
import { SMALL_STACK } from '../support/cli/cli-process.ts';
import { patternDataset, writeFiles } from '../support/dataset-factory.ts';
import { useTemporaryFolder } from '../support/temporary-folder.ts';

const DATASET = { classNames: ['one', 'two'], trainPerClass: 6, testPerClass: 2, width: 32, height: 32 };

describe('one run of the main job', function () {
  this.timeout(120_000);
  const folder = useTemporaryFolder();
  const data = () => join(folder(), 'data');
  const json = () => join(folder(), 'out.json');
  const run = (...args: string[]) => runCliHere('run', '--data', data(), '--json', json(), ...args);
  const result = () => JSON.parse(readFileSync(json(), 'utf8'));

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
    const { dataset, model } = result();
    // The first two bytes of every gzip file (RFC 1952).
    expect(readFileSync(model.artifact).subarray(0, 2).toString('hex')).to.equal('1f8b');
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
