import { expect } from 'chai';
import { DEFAULT_RULES } from '../../../../../functions/generate-dataset/report/report-rules.ts';
import { errorOf } from '../../../../support/error-of.ts';
import { LabelledRun } from './labelled-run.ts';

const IMAGES = ['train/a.jpg', 'train/b.jpg', 'train/sub/c.jpg', 'test/a.jpg', 'test/d.jpg'];
const CSV = `key,label
train/a.jpg,dog
train/b.jpg,cat
train/sub/c.jpg,cat
test/a.jpg,cat
test/d.jpg,dog
`;
const TRAIN = ['1\t1\ta.jpg', '2\t0\tb.jpg', '3\t0\tsub/c.jpg'];
const TEST = ['1\t0\ta.jpg', '2\t1\td.jpg'];

describe('a data set with a labels file', () => {
  it('has the labels of the file, whatever the folders', async () => {
    const run = new LabelledRun(IMAGES, CSV);
    const result = await run.run();
    expect(run.rows('train')).to.deep.equal(TRAIN);
    expect(run.rows('test')).to.deep.equal(TEST);
    expect(result.classes).to.deep.equal([
      { label: 0, name: 'cat', train: 2, validation: 1 },
      { label: 1, name: 'dog', train: 1, validation: 1 },
    ]);
    expect(result.warnings).to.deep.equal([]);
    expect(run.report().labelsFile).to.deep.include({
      key: 'set/labels.csv',
      uri: 's3://pictures/set/labels.csv',
      severalLabels: false,
      rows: 5,
      unlabelled: 0,
      withoutClass: 0,
    });
  });

  for (const [what, text] of [
    ['a byte order mark', `\ufeff${CSV}`],
    ['Windows line ends', CSV.replaceAll('\n', '\r\n')],
    ['no header and no line end at its end', CSV.slice('key,label\n'.length, -1)],
    ['empty lines', CSV.replaceAll('\n', '\n\n')],
    ['whole keys', CSV.replace(/^(train|test)/gm, 'set/$1')],
    ['addresses', CSV.replace(/^(train|test)/gm, 's3://pictures/set/$1')],
  ] as const) {
    it(`reads a file with ${what}`, async () => {
      const run = new LabelledRun(IMAGES, text);
      await run.run();
      expect([run.rows('train'), run.rows('test')]).to.deep.equal([TRAIN, TEST]);
    });
  }

  it('takes the output manifest of Ground Truth as it is', async () => {
    const names = ['cat', 'dog'];
    const line = (path: string, label: number) =>
      JSON.stringify({
        'source-ref': `s3://pictures/set/${path}`,
        sport: label,
        'sport-metadata': { 'class-name': names[label], confidence: 0.9, type: 'groundtruth/image-classification' },
      });
    const labels = [1, 0, 0, 0, 1];
    const lines = IMAGES.map((path, index) => line(path, labels[index] ?? 0));
    // What nobody has labelled yet is in the file as it was in the input.
    const run = new LabelledRun(
      [...IMAGES, 'train/e.jpg'],
      [...lines, '{"source-ref":"s3://pictures/set/train/e.jpg"}'].join('\n'),
    );
    const { warnings } = await run.run();
    expect([run.rows('train'), run.rows('test')]).to.deep.equal([TRAIN, TEST]);
    expect(warnings).to.deep.equal([
      '1 line has an image and no label in s3://pictures/set/labels.csv, and the images are left out: line 6: no label',
      '1 image is not in s3://pictures/set/labels.csv and left out: "set/train/e.jpg"',
    ]);
  });

  it('may be divided by the workflow', async () => {
    const images = Array.from({ length: 40 }, (_, index) => `images/${index}.jpg`);
    const csv = images.map((path, index) => `${path},${index % 2 === 0 ? 'even' : 'odd'}\n`).join('');
    const run = new LabelledRun(images, csv);
    const result = await run.run({ split: { validationFraction: 0.25 } });
    expect(result.classes.map(({ name, train, validation }) => [name, train + validation])).to.deep.equal([
      ['even', 20],
      ['odd', 20],
    ]);
    for (const row of [...run.rows('train'), ...run.rows('test')]) {
      const [, label, path = ''] = row.split('\t');
      expect(label).to.equal(String(Number.parseInt(path, 10) % 2));
    }
  });

  it('leaves out what has no label or is no image, and says so', async () => {
    const run = new LabelledRun(
      [...IMAGES, 'train/x.jpg', 'train/y.jpg', 'train/notes.txt', ['train/empty.jpg', 0], 'train/anim.gif'],
      `${CSV}train/empty.jpg,cat\ntrain/anim.gif,dog\ntrain/a.jpg,dog\n`,
    );
    const result = await run.run();
    expect(run.rows('train')).to.deep.equal(TRAIN);
    expect(result.warnings).to.deep.equal([
      '1 line says again what another one of s3://pictures/set/labels.csv says: line 9: as line 2',
      '2 images are not in s3://pictures/set/labels.csv and left out: "set/train/x.jpg", "set/train/y.jpg"',
      '2 images are in s3://pictures/set/labels.csv and left out: "set/train/anim.gif" (not an image (.jpg, .jpeg, .png, .bmp)), "set/train/empty.jpg" (empty (0 bytes))',
    ]);
    expect(run.report().splits.train.skipped.byReason).to.deep.equal({
      'in the labels file, but empty (0 bytes)': 1,
      'in the labels file, but not an image (.jpg, .jpeg, .png, .bmp)': 1,
      'not an image (.jpg, .jpeg, .png, .bmp)': 1,
      'not in the labels file': 2,
    });
  });
});

describe('labels that are nearly the same', () => {
  it('are a warning', async () => {
    const run = new LabelledRun(IMAGES, CSV.replace('c.jpg,cat', 'c.jpg,Cat').replace('d.jpg,dog', 'd.jpg," dog"'));
    const error = await errorOf(run.run());
    // The label with a space has no training image.
    expect(error.name).to.equal('UnknownTestClassError');
    const cased = new LabelledRun(IMAGES, CSV.replace('c.jpg,cat', 'c.jpg,Cat').replace('d.jpg,dog', 'd.jpg,Cat'));
    expect((await cased.run()).warnings).to.include(
      'labels that are nearly the same are different classes: "cat" and "Cat"',
    );
  });

  for (const [pairs, more] of [
    [5, ''],
    [7, ', and 2 more'],
  ] as const) {
    it(`are named up to five times, of ${pairs}`, async () => {
      const names = Array.from({ length: pairs }, (_, index) => [`kind${index}`, `Kind${index}`]).flat();
      const images = names.flatMap((_, index) => [`train/${index}.jpg`, `test/${index}.jpg`]);
      const csv = images.map((path) => `${path},${names[Number(/\d+/.exec(path)?.[0])]}\n`).join('');
      const shown = [0, 1, 2, 3, 4].map((index) => `"kind${index}" and "Kind${index}"`).join(', ');
      expect((await new LabelledRun(images, csv).run()).warnings).to.include(
        `labels that are nearly the same are different classes: ${shown}${more}`,
      );
    });
  }
});

describe('indices in a labels file', () => {
  const images = Array.from({ length: 11 }, (_, index) => [`train/${index}.jpg`, `test/${index}.jpg`]).flat();
  const csv = images.map((path) => `${path},${/\d+/.exec(path)?.[0]}\n`).join('');

  it('are the labels, in the order of numbers', async () => {
    const run = new LabelledRun(images, csv);
    await run.run();
    for (const row of run.rows('train')) {
      const [, label, path = ''] = row.split('\t');
      expect(`${label}.jpg`).to.equal(path);
    }
  });

  it('stay the labels when a model was saved and classes are added', async () => {
    const run = new LabelledRun(images.slice(0, 8), csv.split('\n').slice(0, 8).join('\n'));
    await run.trained();
    run.change(images, csv);
    const { labels } = await run.run({ executionName: 'run-2' });
    expect(labels).to.deep.equal(Object.fromEntries(Array.from({ length: 11 }, (_, index) => [`${index}`, index])));
  });

  it('are those of classOrder where there is one', async () => {
    const run = new LabelledRun(IMAGES, 'train/a.jpg,1\ntrain/b.jpg,0\ntest/a.jpg,0\n');
    const { labels } = await run.run({ classOrder: ['cat', 'dog'] });
    expect(labels).to.deep.equal({ cat: 0, dog: 1 });
    expect(run.rows('train')).to.deep.equal(['1\t1\ta.jpg', '2\t0\tb.jpg']);
  });

  it('are refused out of range', async () => {
    const rows = 'train/a.jpg,0\ntrain/b.jpg,3\ntrain/sub/c.jpg,1\ntest/a.jpg,9\n';
    expect((await errorOf(new LabelledRun(IMAGES, rows).run())).message).to.equal(
      's3://pictures/set/labels.csv has 1 line that cannot be used: line 4: the index 9 is out of range: the file has 4 different ones, so that they must be 0 to 3',
    );
    const ordered = new LabelledRun(IMAGES, rows).run({ classOrder: ['cat', 'dog'] });
    expect((await errorOf(ordered)).message).to.equal(
      's3://pictures/set/labels.csv has 2 lines that cannot be used: line 2: the index 3 is out of range: classOrder has 2 classes, so that they must be 0 to 1; line 4: the index 9 is out of range: classOrder has 2 classes, so that they must be 0 to 1',
    );
  });

  it('need classOrder where a class may vanish, which says how many there are', async () => {
    const rules = { ...DEFAULT_RULES, allowVanishedClasses: true };
    const paths = images.slice(0, 6);
    const rowsOf = (some: readonly string[]) => some.map((path) => `${path},${/\d+/.exec(path)?.[0]}\n`).join('');
    const left = paths.filter((path) => !path.includes('/1.'));
    const byNumber = new LabelledRun(paths, rowsOf(paths));
    await byNumber.trained();
    byNumber.change(left, rowsOf(left));
    expect((await errorOf(byNumber.run({ executionName: 'run-2', rules }))).message).to.equal(
      's3://pictures/set/labels.csv has 1 line that cannot be used: line 3: the index 2 is out of range: the file has 2 different ones, so that they must be 0 to 1',
    );
    const classOrder = ['cat', 'dog', 'emu'];
    const byOrder = new LabelledRun(paths, rowsOf(paths));
    await byOrder.trained({ classOrder });
    byOrder.change(left, rowsOf(left));
    const { labels } = await byOrder.run({ executionName: 'run-2', rules, classOrder });
    expect(labels).to.deep.equal({ cat: 0, dog: 1, emu: 2 });
    expect(byOrder.rows('train')).to.deep.equal(['1\t0\t0.jpg', '2\t2\t2.jpg']);
  });

  it('do not fit a class order with more classes, which the labels file is named for', async () => {
    const run = new LabelledRun(images.slice(0, 4), csv.split('\n').slice(0, 4).join('\n'));
    expect((await errorOf(run.run({ classOrder: ['cat', 'dog', 'emu'] }))).message).to.equal(
      'the configured class order does not fit the data: it has "emu" without training images; correct classOrder or s3://pictures/set/labels.csv',
    );
  });

  it('are refused where one without training images would shift those behind it', async () => {
    const pictures = [0, 1, 2].flatMap((index) =>
      ['train', 'test'].map((split) => [`${split}/${index}.jpg`, index === 1 ? 0 : 1000] as const),
    );
    const csv = pictures.map(([path]) => `${path},${path.at(-5)}\n`).join('');
    const { name, message } = await errorOf(new LabelledRun(pictures, csv).run());
    expect(name).to.equal('ImageLabelsError');
    expect(message).to.equal(
      's3://pictures/set/labels.csv gives the index 2, and its label would be 1, since the index 1 has no training images: add some, or number the classes without it',
    );
  });
});
