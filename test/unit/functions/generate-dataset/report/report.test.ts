import { expect } from 'chai';
import { generateDataset } from '../../../../../functions/generate-dataset/generate-dataset.ts';
import { DEFAULT_RULES, type ReportRules } from '../../../../../functions/generate-dataset/report/report-rules.ts';
import { errorOf } from '../../../../support/error-of.ts';
import { FakeS3, type FakeS3Options } from '../fake-s3.ts';

const SETTINGS = { bucket: 'pictures', prefix: 'set', trainingJobNamePrefix: 'retraining-dev' };
const REPORT = 'set/dataset-report.json';
const SMALL = ['train/cat/1.jpg', 'train/cat/2.jpg', 'train/dog/1.jpg', 'test/cat/3.jpg', 'test/dog/3.jpg'];

interface Run {
  readonly images?: readonly string[];
  readonly eTags?: FakeS3Options['eTags'];
  readonly rules?: Partial<ReportRules>;
  readonly classOrder?: readonly string[];
  /** What earlier runs wrote. */
  readonly written?: ReadonlyMap<string, string>;
  readonly executionName?: string;
}

async function run({
  images = SMALL,
  eTags = {},
  rules = {},
  written = new Map(),
  executionName = 'run-1',
  ...event
}: Run = {}) {
  const prefixed = Object.fromEntries(Object.entries(eTags).map(([key, eTag]) => [`set/${key}`, eTag]));
  const s3 = new FakeS3(
    images.map((key) => `set/${key}`),
    { eTags: prefixed },
  );
  for (const [key, text] of written) s3.written.set(key, text);
  const result = await generateDataset(s3.sender, SETTINGS, {
    ...event,
    executionName,
    rules: { ...DEFAULT_RULES, ...rules },
  });
  return { result, written: s3.written, report: JSON.parse(s3.written.get(REPORT) ?? '') };
}

describe('the data set’s report', () => {
  it('says what is in the data set, by class and split', async () => {
    const { report } = await run({
      images: [...SMALL, 'train/cat/notes.txt', 'train/stray.jpg', 'train/cat/more.txt'],
    });
    const { splits, classes, ...others } = report;
    expect(others).to.deep.equal({
      decision: { train: true, reason: 'no rule is given by which a run would not train' },
      schemaVersion: 1,
      executionName: 'run-1',
      bucket: 'pictures',
      prefix: 'set',
      contentHash: (await run()).report.contentHash,
      balance: { largest: { name: 'cat', images: 2 }, smallest: { name: 'dog', images: 1 }, ratio: 2 },
      duplicates: {
        withinSplits: { pictures: 0, images: 0, first: [] },
        acrossSplits: { pictures: 0, images: 0, first: [] },
        acrossClasses: { pictures: 0, images: 0, first: [] },
      },
      warnings: [],
    });
    expect(splits.train).to.deep.include({ images: 3, bytes: 3000 });
    expect(splits.train.lst).to.deep.equal({
      key: 'set/runs/run-1/train-data.lst',
      uri: 's3://pictures/set/runs/run-1/train-data.lst',
      rows: 3,
    });
    expect(splits.train.skipped.byReason).to.deep.equal({
      'not an image (.jpg, .jpeg, .png, .bmp)': 2,
      'not in a class folder': 1,
    });
    expect(splits.test.skipped).to.deep.equal({ total: 0, byReason: {}, first: [] });
    expect(classes.total).to.equal(2);
    expect(classes.listed[0]).to.deep.include({ label: 0, name: 'cat' });
    expect(classes.listed[0].train).to.deep.include({ images: 2, bytes: 2000 });
    expect(classes.listed[1].test).to.deep.include({ images: 1, bytes: 1000 });
  });

  it('warns where one class has many more images than another', async () => {
    const images = [...SMALL, ...Array.from({ length: 3 }, (_, n) => `train/cat/more-${n}.jpg`)];
    const text = (limit: number) =>
      `the classes are uneven: "cat" has 5 training images and "dog" 1, which is 5 to 1, and more than ${limit} to 1 is reported (maximumClassRatio)`;
    expect((await run({ images, rules: { maximumClassRatio: 5 } })).result.warnings).to.deep.equal([]);
    const { result, report } = await run({ images, rules: { maximumClassRatio: 4 } });
    expect(result.warnings).to.deep.equal([text(4)]);
    expect(report.warnings).to.deep.equal([text(4)]);
    expect(result.balanceRatio).to.equal(5);
  });

  const LEAKED = { 'train/cat/1.jpg': 'same', 'test/cat/3.jpg': 'same' };
  const DOUBTFUL = { 'train/cat/2.jpg': 'both', 'train/dog/1.jpg': 'both' };

  it('warns of a picture in train and test, and of one in two classes', async () => {
    const { result } = await run({ eTags: { ...LEAKED, ...DOUBTFUL } });
    expect(result.warnings).to.deep.equal([
      '1 picture is both in train and in test, so that the accuracy will look better than it is: "set/test/cat/3.jpg" = "set/train/cat/1.jpg"',
      '1 picture is in more than one class, of which all but one are wrong: "set/train/cat/2.jpg" = "set/train/dog/1.jpg"',
      '1 picture is more than once in the same split (2 images): "set/train/cat/2.jpg" = "set/train/dog/1.jpg"',
    ]);
    expect(result.duplicates).to.deep.equal({ withinSplits: 1, acrossSplits: 1, acrossClasses: 1 });
  });

  it('refuses them where the configuration calls them errors, all at once, and writes nothing', async () => {
    const s3 = new FakeS3(
      SMALL.map((key) => `set/${key}`),
      {
        eTags: { 'set/train/cat/1.jpg': 'x', 'set/test/dog/3.jpg': 'x' },
      },
    );
    const rules = { ...DEFAULT_RULES, duplicatesAcrossSplits: 'error', duplicatesAcrossClasses: 'error' } as const;
    const error = await errorOf(generateDataset(s3.sender, SETTINGS, { executionName: 'run-1', rules }));
    expect(error.name).to.equal('DuplicateImagesError');
    expect(error.message).to.equal(
      '1 picture is both in train and in test, so that the accuracy will look better than it is: "set/test/dog/3.jpg" = "set/train/cat/1.jpg"\n' +
        'Also DuplicateImagesError: 1 picture is in more than one class, of which all but one are wrong: "set/test/dog/3.jpg" = "set/train/cat/1.jpg"',
    );
    expect(s3.written.size).to.equal(0);
  });

  it('names three pictures in a warning and counts the others', async () => {
    const copies = Array.from({ length: 5 }, (_, n) => [`train/cat/copy-${n}.jpg`, `train/cat/of-${n}.jpg`]).flat();
    const eTags = Object.fromEntries(copies.map((key) => [key, `picture-${key.at(-5)}`]));
    const { result } = await run({ images: [...SMALL, ...copies], eTags });
    const [warning = ''] = result.warnings.filter((text) => text.includes('more than once'));
    expect(warning.match(/ = /g)).to.have.length(3);
    expect(warning).to.match(/^5 pictures are more than once in the same split \(10 images\): .*; and 2 more$/);
  });
});

describe('what has changed since an earlier run', () => {
  it('is not there the first time', async () => {
    const { result, report } = await run();
    expect(result).not.to.have.property('changes');
    expect(report).not.to.have.property('changes');
  });

  it('is nothing where the same images are there, and keys that are none do not count', async () => {
    const { written } = await run();
    const { result, report } = await run({ written, executionName: 'run-2', images: ['train/readme.txt', ...SMALL] });
    expect(result.changes).to.deep.equal({
      ...{ since: 'run-1', imagesAdded: 0, imagesRemoved: 0, imagesRelabelled: 0 },
      ...{ classesNew: 0, classesGone: 0, classesReplaced: 0 },
    });
    expect(report.changes.classesGone).to.deep.equal({ total: 0, first: [] });
  });

  it('is told in images and classes', async () => {
    const { written } = await run({ images: [...SMALL, 'train/ant/1.jpg', 'train/bee/1.jpg'] });
    // Without "ant" the labels of all others change; "bee" has another picture under the same name.
    const images = [...SMALL.filter((key) => key !== 'train/cat/2.jpg'), 'train/bee/1.jpg', 'train/emu/1.jpg'];
    const eTags = { 'train/bee/1.jpg': 'other' };
    const { report, result } = await run({ written, executionName: 'run-2', images, eTags });
    expect(report.changes).to.deep.equal({
      since: 'run-1',
      imagesAdded: 1,
      imagesRemoved: 2,
      imagesRelabelled: 5,
      classesNew: { total: 1, first: ['emu'] },
      classesGone: { total: 1, first: ['ant'] },
      classesReplaced: { total: 1, first: ['bee'] },
    });
    expect(result.changes).to.deep.include({ imagesAdded: 1, classesNew: 1, classesGone: 1, classesReplaced: 1 });
  });

  it('is not known, with a warning, where the earlier report is of no use', async () => {
    const { written } = await run();
    const text = written.get(REPORT) ?? '';
    const changed = (member: object) => JSON.stringify({ ...JSON.parse(text), ...member });
    for (const [report, reason] of [
      ['{"schemaVersion": 1,', 'is not JSON, or no object'],
      ['[]', 'is not JSON, or no object'],
      [changed({ schemaVersion: 0 }), 'has the schemaVersion 0, and only 1 can be read'],
      [changed({ prefix: 'other' }), 'is the report of another data set, s3://pictures/other/'],
      [changed({ bucket: 'b' }), 'is the report of another data set, s3://b/set/'],
      [changed({ splits: {} }), 'lacks members of a report'],
      [changed({ classes: 7 }), 'lacks members of a report'],
    ] as const) {
      const { result } = await run({ written: new Map([...written, [REPORT, report]]), executionName: 'run-2' });
      expect(result.warnings).to.deep.equal([
        `what has changed since the last report is not known: s3://pictures/${REPORT} ${reason}`,
      ]);
      expect(result).not.to.have.property('changes');
    }
  });

  it('is not known, with a warning, where the earlier rows are gone or broken', async () => {
    const { written } = await run();
    const images = [...SMALL, 'train/cat/9.jpg'];
    const warned = async (changes: ReadonlyMap<string, string>) =>
      (await run({ written: changes, images, executionName: 'run-2' })).result.warnings;
    const withoutRows = new Map([...written].filter(([key]) => key !== 'set/runs/run-1/train-data.lst'));
    expect(await warned(withoutRows)).to.deep.equal([
      'what has changed since the last report is not known: s3://pictures/set/runs/run-1/train-data.lst is not there any more',
    ]);
    expect(
      await warned(new Map([...written, ['set/runs/run-1/test-data.lst', '1\t0\tcat/3.jpg\nnone\n']])),
    ).to.deep.equal([
      'what has changed since the last report is not known: s3://pictures/set/runs/run-1/test-data.lst: line 2 is no row of a .lst file in key order',
    ]);
  });
});
