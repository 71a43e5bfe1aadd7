import { readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { runCliHere } from '../support/cli/cli-here.ts';
import { SMALL_STACK } from '../support/cli/cli-process.ts';
import { patternDataset, patternJpeg, writeFiles } from '../support/dataset-factory.ts';
import { useTemporaryFolder } from '../support/temporary-folder.ts';

const DATASET = { classNames: ['one', 'three', 'two'], trainPerClass: 4, testPerClass: 1, width: 32, height: 32 };

describe('one run after the other', function () {
  this.timeout(120_000);
  const folder = useTemporaryFolder();
  const images = () => join(folder(), 'images');
  const json = () => join(folder(), 'out.json');
  const result = () => JSON.parse(readFileSync(json(), 'utf8'));
  const run = (...args: string[]) => {
    const options = ['--data', join(folder(), 'data'), '--config', SMALL_STACK, '--json', json()];
    return runCliHere('run', '--dataset', images(), ...options, ...args);
  };

  it('ends early where nothing has changed, trains after a change or by force, and misses a class by its name', async () => {
    await writeFiles(images(), await patternDataset(DATASET));
    const first = await run();
    expect(first.exitCode, first.stdout).to.equal(0);
    const { model, executionArn } = result();
    expect(result()).not.to.have.property('nothingToDo');

    const second = await run();
    const reason = `neither images nor the training request have changed since the execution ${executionArn.split(':').at(-1)}, which saved the model ${model.name}`;
    expect(second.exitCode, second.stdout).to.equal(0);
    expect(second.stdout).to.contain('Nothing to do: succeeded').and.to.contain('nothing has changed');
    expect(second.stdout.trimEnd().split('\n').slice(-3)).to.deep.equal([
      `SUCCEEDED in ${/SUCCEEDED in (.*)/.exec(second.stdout)?.[1]}`,
      `  Nothing to do: ${reason}.`,
      '  To train in any case: npm start -- --force',
    ]);
    expect(result()).to.deep.include({ status: 'SUCCEEDED', nothingToDo: reason });
    expect(result()).not.to.have.any.keys('trainingJob', 'model');

    await run('--force');
    expect(result().trainingJob).to.deep.include({ status: 'Completed' });

    const image = await patternJpeg({ classIndex: 0, width: 32, height: 32, seed: 77 });
    await writeFiles(images(), new Map([['train/one/new.jpg', image]]));
    await run();
    expect(result().trainingJob).to.deep.include({ status: 'Completed' });
    expect(result().dataset.report.changes).to.deep.include({ imagesAdded: 1, imagesRemoved: 0 });

    for (const split of ['train', 'test']) renameSync(join(images(), split, 'three'), join(folder(), `three-${split}`));
    const gone = await run();
    expect(gone.exitCode).to.equal(1);
    expect(gone.stdout).to.match(
      / {2}ClassVanishedError\n {2}1 class has a label in .* and no training images any more: "three"; /,
    );
  });
});
