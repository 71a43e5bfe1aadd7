import { expect } from 'chai';
import { errorOf } from '../../../../support/error-of.ts';
import { LabelledRun } from './labelled-run.ts';

const IMAGES = ['train/a.jpg', 'train/b.jpg', 'train/c.jpg', 'train/d.jpg', 'test/a.jpg', 'test/b.jpg'];
const CSV =
  'train/a.jpg,dog,cat\ntrain/b.jpg,cat\ntrain/c.jpg,\ntrain/d.jpg,emu,cat,dog\ntest/a.jpg,emu\ntest/b.jpg,dog,cat\n';
const TRAIN = ['1\t1\t1\t0\ta.jpg', '2\t1\t0\t0\tb.jpg', '3\t0\t0\t0\tc.jpg', '4\t1\t1\t1\td.jpg'];
const TEST = ['1\t0\t0\t1\ta.jpg', '2\t1\t1\t0\tb.jpg'];

function labelled(labels: string): LabelledRun {
  const run = new LabelledRun(IMAGES, labels);
  run.severalLabels = true;
  return run;
}

describe('images with several labels', () => {
  // The algorithm's multi-label notebook: index, a 1 or a 0 for each class, path.
  it('are rows with a mark for each class', async () => {
    const run = labelled(CSV);
    const result = await run.run();
    expect(run.rows('train')).to.deep.equal(TRAIN);
    expect(run.rows('test')).to.deep.equal(TEST);
    expect(result).to.deep.include({ num_classes: 3, num_training_samples: 4, num_validation_samples: 2 });
  });

  it('count for each of their classes, and once for their split', async () => {
    const run = labelled(CSV);
    const result = await run.run();
    expect(result.classes).to.deep.equal([
      { label: 0, name: 'cat', train: 3, validation: 1 },
      { label: 1, name: 'dog', train: 2, validation: 1 },
      { label: 2, name: 'emu', train: 1, validation: 1 },
    ]);
    const report = run.report();
    // Every image of the fake has 1,000 bytes.
    expect(report.splits.train).to.deep.include({ images: 4, bytes: 4000 });
    expect(report.classes.listed[0]).to.deep.include({ name: 'cat' });
    expect(report.classes.listed[0].train).to.deep.include({ images: 3, bytes: 3000 });
    expect(report.balance).to.deep.include({
      largest: { name: 'cat', images: 3 },
      smallest: { name: 'emu', images: 1 },
    });
    expect(report.labelsFile).to.deep.include({ rows: 6, withoutClass: 1, severalLabels: true });
    expect(result.warnings).to.deep.equal([
      '1 line has an image of no class in s3://pictures/set/labels.csv: line 3: no class',
    ]);
  });

  it('may be marked in a manifest', async () => {
    const marks = [
      [1, 1, 0],
      [1, 0, 0],
      [0, 0, 0],
      [1, 1, 1],
      [0, 0, 1],
      [1, 1, 0],
    ];
    const lines = IMAGES.map((path, index) => JSON.stringify({ 'source-ref': path, class: marks[index] }));
    const run = labelled(lines.join('\n'));
    const { labels } = await run.run();
    expect([run.rows('train'), run.rows('test')]).to.deep.equal([TRAIN, TEST]);
    expect(labels).to.deep.equal({ '0': 0, '1': 1, '2': 2 });
    const named = labelled(lines.join('\n'));
    expect((await named.run({ classOrder: ['cat', 'dog', 'emu'] })).labels).to.deep.equal({ cat: 0, dog: 1, emu: 2 });
    expect(named.rows('train')).to.deep.equal(TRAIN);
  });

  it('are nothing to do when their labels are in another order, and relabelled when one is added', async () => {
    const run = labelled(CSV);
    await run.trained();
    run.change(IMAGES, CSV.replace('emu,cat,dog', 'cat,dog,emu'));
    expect((await run.run({ executionName: 'run-2' })).decision.train).to.equal(false);
    run.change(IMAGES, CSV.replace('b.jpg,cat', 'b.jpg,cat,fox'));
    const { changes, decision } = await run.run({ executionName: 'run-3' });
    expect(decision.train).to.equal(true);
    // The rows of all others have one more mark of 0.
    expect(changes).to.deep.include({ imagesRelabelled: 1, classesNew: 1, classesGone: 0, classesReplaced: 0 });
  });

  it('are refused without two classes, or with marks for another number of classes', async () => {
    expect((await errorOf(labelled('train/a.jpg,\ntrain/b.jpg,\ntest/a.jpg,\n').run())).message).to.equal(
      's3://pictures/set/labels.csv has no class for any image under s3://pictures/set/train/',
    );
    const lines = [
      '{"source-ref":"train/a.jpg","class":[1,0]}',
      '{"source-ref":"train/b.jpg","class":[0,1]}',
      '{"source-ref":"test/a.jpg","class":[0,1,1]}',
      '{"source-ref":"test/b.jpg","class":[0,2]}',
    ];
    expect((await errorOf(labelled(lines.join('\n')).run())).message).to.equal(
      's3://pictures/set/labels.csv has 2 lines that cannot be used: line 3: marks for 3 classes, and in line 1 for 2; line 4: "class" is "[0,2]", which is no list of classes',
    );
    expect(
      (await errorOf(labelled([...lines.slice(0, 2), '{"source-ref":"test/a.jpg","class":["cat"]}'].join('\n')).run()))
        .message,
    ).to.equal(
      's3://pictures/set/labels.csv has 1 line that cannot be used: line 1: marks of 0 and 1, where other lines have names of classes',
    );
  });

  it('are not given as a column of 0 or 1 for each class, which would be two classes for every image', async () => {
    const csv = IMAGES.map((path, index) => `${path},${index % 2},${1 - (index % 2)}\n`).join('');
    const { name, message } = await errorOf(labelled(csv).run());
    expect(name).to.equal('ImageLabelsError');
    expect(message).to.equal(
      's3://pictures/set/labels.csv has 1 line that cannot be used: line 1: columns of 0 and 1 in every row, which are no names: name the classes of each image, or give the marks as a list in a manifest',
    );
  });
});
