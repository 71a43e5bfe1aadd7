import { expect } from 'chai';
import { refusal } from '../../../../support/error-of.ts';
import { LABELS, LabelledBucket } from './labelled-bucket.ts';

describe('labels', () => {
  it('are those of the data set once a model was saved, and not before', async () => {
    const bucket = new LabelledBucket();
    const { contentHash } = await bucket.run('run-1', ['cat', 'dog']);
    expect(bucket.labels()).to.equal(null);
    expect(await bucket.keep('run-1')).to.deep.equal({ key: LABELS, numClasses: 2 });
    expect(bucket.labels()).to.deep.equal({
      schemaVersion: 1,
      bucket: 'pictures',
      prefix: 'set',
      labels: { cat: 0, dog: 1 },
      training: { executionName: 'run-1', contentHash, requestHash: 'r', modelName: 'model-of-run-1' },
    });
  });

  it('stay, and a new class gets the next number, whatever its name', async () => {
    const bucket = new LabelledBucket();
    await bucket.trained('run-1', ['cat', 'dog']);
    const { labels, num_classes } = await bucket.trained('run-2', ['ant', 'cat', 'bee', 'dog']);
    expect(labels).to.deep.equal({ cat: 0, dog: 1, ant: 2, bee: 3 });
    expect(num_classes).to.equal(4);
    expect(bucket.written.get('set/train-data.lst')).to.equal(
      '1\t2\tant/1.jpg\n2\t3\tbee/1.jpg\n3\t0\tcat/1.jpg\n4\t1\tdog/1.jpg\n',
    );
    expect(bucket.labels().labels).to.deep.equal({ cat: 0, dog: 1, ant: 2, bee: 3 });
  });

  it('without a saved model are given anew by name', async () => {
    const bucket = new LabelledBucket();
    await bucket.run('run-1', ['cat', 'dog']);
    expect((await bucket.run('run-2', ['ant', 'cat', 'dog'])).labels).to.deep.equal({ ant: 0, cat: 1, dog: 2 });
  });

  it('of a class that has gone are an error with its name', async () => {
    const bucket = new LabelledBucket();
    await bucket.trained('run-1', ['ant', 'cat', 'dog']);
    expect(await refusal(bucket.run('run-2', ['cat', 'dog']))).to.equal(
      'ClassVanishedError: 1 class has a label in s3://pictures/set/labels.json and no training images any more: "ant"; put its images back under s3://pictures/set/train/, or set allowVanishedClasses, by which a class keeps its label without images',
    );
  });

  it('of a class that has gone are kept without images where that is allowed', async () => {
    const bucket = new LabelledBucket();
    await bucket.trained('run-1', ['ant', 'cat', 'dog']);
    const result = await bucket.run('run-2', ['cat', 'dog', 'emu'], { allowVanishedClasses: true });
    expect(result.labels).to.deep.equal({ ant: 0, cat: 1, dog: 2, emu: 3 });
    expect(result.num_classes).to.equal(4);
    expect(result.classes[0]).to.deep.equal({ label: 0, name: 'ant', train: 0, validation: 0 });
    expect(result.warnings).to.deep.equal([]);
    expect(result.balanceRatio).to.equal(1);
    expect(result.changes).to.deep.include({ classesGone: 1, classesNew: 1, imagesAdded: 2, imagesRemoved: 2 });
  });

  it('and a class order that agree are taken, with new classes after the old ones', async () => {
    const bucket = new LabelledBucket();
    await bucket.trained('run-1', ['cat', 'dog'], { classOrder: ['dog', 'cat'] });
    const { labels } = await bucket.run('run-2', ['ant', 'cat', 'dog'], { classOrder: ['dog', 'cat', 'ant'] });
    expect(labels).to.deep.equal({ dog: 0, cat: 1, ant: 2 });
  });

  it('and a class order that differ are an error that names both', async () => {
    const bucket = new LabelledBucket();
    await bucket.trained('run-1', ['cat', 'dog']);
    expect(await refusal(bucket.run('run-2', ['cat', 'dog'], { classOrder: ['dog', 'cat'] }))).to.equal(
      'LabelConflictError: classOrder and s3://pictures/set/labels.json give different labels: "cat" is 1 by classOrder and 0 in the file; "dog" is 0 by classOrder and 1 in the file; correct classOrder, or delete the file if no model needs its labels any more',
    );
  });

  for (const [what, change, problem] of [
    ['broken', () => '{"schemaVersion": 1, "lab', 'is not JSON, or no object'],
    [
      'of an older version',
      (file: object) => JSON.stringify({ ...file, schemaVersion: 0 }),
      'has the schemaVersion 0, and only 1 can be read',
    ],
    [
      'of another data set',
      (file: object) => JSON.stringify({ ...file, prefix: 'b' }),
      'belongs to another data set, s3://pictures/b/',
    ],
    [
      'with a label twice',
      (file: object) => JSON.stringify({ ...file, labels: { a: 0, b: 0 } }),
      'has labels that are not 0, 1, 2 and so on, each once',
    ],
    [
      'with a gap',
      (file: object) => JSON.stringify({ ...file, labels: { a: 0, b: 2 } }),
      'has labels that are not 0, 1, 2 and so on, each once',
    ],
    [
      'without labels',
      (file: object) => JSON.stringify({ ...file, labels: {} }),
      'has labels that are not 0, 1, 2 and so on, each once',
    ],
    [
      'without a training',
      (file: object) => JSON.stringify({ ...file, training: 1 }),
      'lacks the names and hashes of a training',
    ],
  ] as const) {
    it(`in a file that is ${what} end the run, and nothing is written`, async () => {
      const bucket = new LabelledBucket();
      await bucket.trained('run-1', ['cat', 'dog']);
      bucket.put(change(bucket.labels()));
      const before = new Map(bucket.written);
      expect(await refusal(bucket.run('run-2', ['cat', 'dog']))).to.equal(
        `LabelsFileError: s3://pictures/set/labels.json ${problem}; restore an earlier version of it, or delete it: labels are then given anew`,
      );
      expect(new Map(bucket.written)).to.deep.equal(before);
    });
  }

  it('of a name that every object inherits, or that is a number, are labels as any other', async () => {
    const bucket = new LabelledBucket();
    const classes = ['2', '10', '__proto__', 'constructor'];
    await bucket.trained('run-1', classes);
    const { classes: counts } = await bucket.run('run-2', classes);
    expect(counts.map(({ name, label }) => [name, label])).to.deep.equal([
      ['10', 0],
      ['2', 1],
      ['__proto__', 2],
      ['constructor', 3],
    ]);
  });
});
