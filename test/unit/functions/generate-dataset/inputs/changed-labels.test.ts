import { expect } from 'chai';
import { LabelledRun } from './labelled-run.ts';

const IMAGES = ['train/a.jpg', 'train/b.jpg', 'train/c.jpg', 'test/a.jpg', 'test/b.jpg'];
const rows = (labels: string) =>
  IMAGES.map(
    (path, index) => `${path},${labels[index] === 'c' ? 'cat' : labels[index] === 'd' ? 'dog' : 'emu'}\n`,
  ).join('');

describe('labels that change in a file', () => {
  it('are nothing to do where they say the same in another order or form', async () => {
    const run = new LabelledRun(IMAGES, rows('cdccd'));
    const { contentHash } = await run.trained();
    run.change(IMAGES, `key,label\r\n${rows('cdccd').split('\n').reverse().join('\r\n')}`);
    const again = await run.run({ executionName: 'run-2' });
    expect(again.contentHash).to.equal(contentHash);
    expect(again.decision.train).to.equal(false);
  });

  it('train again, and are counted as images that were relabelled', async () => {
    const run = new LabelledRun(IMAGES, rows('cdccd'));
    await run.trained();
    run.change(IMAGES, rows('cddcd'));
    const result = await run.run({ executionName: 'run-2' });
    expect(result.decision).to.deep.equal({
      train: true,
      reason:
        '0 images were added and 0 removed, and 1 has other labels since the execution run-1, which saved the model model-of-run-1',
    });
    expect(result.changes).to.deep.equal({
      since: 'run-1',
      imagesAdded: 0,
      imagesRemoved: 0,
      imagesRelabelled: 1,
      classesNew: 0,
      classesGone: 0,
      classesReplaced: 0,
    });
  });

  it('may bring a class, which gets the next label', async () => {
    const run = new LabelledRun(IMAGES, rows('cdccd'));
    await run.trained();
    run.change(IMAGES, rows('cdacd').replaceAll('emu', 'bee'));
    const { changes, labels } = await run.run({ executionName: 'run-2' });
    expect(labels).to.deep.equal({ cat: 0, dog: 1, bee: 2 });
    expect(changes).to.deep.include({ imagesRelabelled: 1, classesNew: 1, classesGone: 0 });
    expect(run.report().changes.classesNew).to.deep.equal({ total: 1, first: ['bee'] });
  });

  it('are not compared with a run whose labels are not known any more', async () => {
    const run = new LabelledRun(IMAGES, rows('cdccd'));
    await run.trained();
    run.change(IMAGES, rows('cddcd'));
    run.s3.written.set('set/runs/run-1/labels.json', 'broken');
    const { changes, decision, warnings } = await run.run({ executionName: 'run-2' });
    expect(changes).to.equal(undefined);
    expect(decision.train).to.equal(true);
    expect(warnings[0]).to.match(
      /^what has changed since the last report is not known: s3:\/\/pictures\/set\/runs\/run-1\/labels\.json is not JSON/,
    );
  });

  it('are compared with those that folders gave before', async () => {
    const images = ['train/cat/1.jpg', 'train/dog/1.jpg', 'train/dog/2.jpg', 'test/cat/1.jpg', 'test/dog/1.jpg'];
    const run = new LabelledRun(images, '');
    run.byFolders = true;
    await run.trained();
    run.byFolders = false;
    const byFile = images.map((path) => `${path},${path.endsWith('dog/2.jpg') ? 'cat' : path.split('/')[1]}\n`);
    run.change(images, byFile.join(''));
    const { changes } = await run.run({ executionName: 'run-2' });
    expect(changes).to.deep.include({ imagesAdded: 0, imagesRemoved: 0, imagesRelabelled: 1, classesReplaced: 0 });
  });
});
