import { expect } from 'chai';
import fc from 'fast-check';
import { generateDataset } from '../../../../../functions/generate-dataset/generate-dataset.ts';
import type { SplitSettings } from '../../../../../functions/generate-dataset/split/split-settings.ts';
import { errorOf } from '../../../../support/error-of.ts';
import { rounds } from '../../../../support/rounds.ts';
import { FakeS3, type FakeS3Options } from '../fake-s3.ts';

const SETTINGS = { bucket: 'pictures', prefix: 'set', trainingJobNamePrefix: 'retraining-dev' };
const FIFTH: SplitSettings = { validationFraction: 0.2 };

function run(paths: Iterable<string>, split = FIFTH, options: FakeS3Options = {}) {
  const s3 = new FakeS3(
    [...paths].map((path) => `set/${path}`),
    options,
  );
  return { s3, result: generateDataset(s3.sender, SETTINGS, { executionName: 'run-1', split }) };
}

interface Rows {
  readonly train: readonly string[];
  readonly test: readonly string[];
}

/** Paths of both `.lst` files. */
async function rowsOf(paths: Iterable<string>, split = FIFTH, options: FakeS3Options = {}): Promise<Rows> {
  const { s3, result } = run(paths, split, options);
  const { trainLst, validationLst } = await result;
  const read = (key: string) =>
    (s3.written.get(key) ?? '')
      .split('\n')
      .slice(0, -1)
      .map((row) => row.split('\t')[2] ?? '');
  return { train: read(trainLst.key), test: read(validationLst.key) };
}

const images = (className: string, count: number) =>
  Array.from({ length: count }, (_, number) => `images/${className}/${number}.jpg`);

describe('an automatic split', () => {
  it('divides class folders by the fraction, in each class', async () => {
    const { train, test } = await rowsOf([...images('a', 1000), ...images('b', 1000)]);
    expect(train.length + test.length).to.equal(2000);
    // 200 of each; four standard deviations of a binomial distribution are 51.
    for (const name of ['a/', 'b/']) {
      expect(test.filter((path) => path.startsWith(name)).length).to.be.within(149, 251);
    }
  });

  it('has its images named where they are, in images/', async () => {
    const twins = ['set/images/a/1.jpg', 'set/images/b/2.jpg'];
    const eTags = Object.fromEntries(twins.map((key) => [key, '9b2cf535f27731c974343645a3985328']));
    const { s3, result } = run([...images('a', 9), ...images('b', 9)], FIFTH, { eTags });
    const { warnings } = await result;
    expect(warnings.filter((warning) => warning.includes('in more than one class'))).to.deep.equal([
      '1 picture is in more than one class, of which all but one are wrong: "set/images/a/1.jpg" = "set/images/b/2.jpg"',
    ]);
    const report = JSON.parse(s3.written.get('set/dataset-report.json') ?? '');
    expect(report.duplicates.acrossClasses.first).to.deep.equal([twins]);
  });

  it('asks for the images of a vanished class where they were, in images/', async () => {
    const s3 = new FakeS3([...images('a', 9), ...images('b', 9)].map((path) => `set/${path}`));
    const training = { executionName: 'e', contentHash: 'c', requestHash: '', modelName: 'm' };
    const file = { schemaVersion: 1, bucket: 'pictures', prefix: 'set', labels: { a: 0, b: 1, c: 2 }, training };
    s3.written.set('set/labels.json', JSON.stringify(file));
    const { message } = await errorOf(generateDataset(s3.sender, SETTINGS, { executionName: 'run-1', split: FIFTH }));
    expect(message).to.equal(
      '1 class has a label in s3://pictures/set/labels.json and no training images any more: "c"; put its images back under s3://pictures/set/images/, or set allowVanishedClasses, by which a class keeps its label without images',
    );
  });

  it('has no image on both sides, moves none when others come, and does not depend on the listing', async () => {
    const file = fc
      .tuple(fc.constantFrom('a', 'b', 'ä'), fc.nat(300))
      .map(([name, number]) => `images/${name}/${number}.jpg`);
    const paths = fc.uniqueArray(file, { maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(paths, fc.integer({ min: 2, max: 9 }), fc.boolean(), async (extra, pageSize, backwards) => {
        const all = [...new Set([...images('a', 3), ...images('b', 3), ...extra])];
        const order = backwards ? { order: (keys: string[]) => keys.sort().reverse() } : {};
        const whole = await rowsOf(all);
        expect(await rowsOf(all, FIFTH, { pageSize, ...order })).to.deep.equal(whole);
        const sorted = all
          .map((path) => path.slice('images/'.length))
          .sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
        expect([...whole.train, ...whole.test].sort()).to.deep.equal(sorted.toSorted());
        expect(whole.train).to.deep.equal(sorted.filter((path) => whole.train.includes(path)));
      }),
      rounds(20),
    );
    const few = await rowsOf([...images('a', 200), ...images('b', 200)]);
    const many = await rowsOf([...images('a', 300), ...images('b', 250), ...images('c', 50)]);
    expect(few.train.filter((path) => !many.train.includes(path))).to.deep.equal([]);
    expect(few.test.filter((path) => !many.test.includes(path))).to.deep.equal([]);
  });

  it('has both sides in every class of two images or more, and the only image of a class to train on', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 2, maxLength: 12 }), async (counts) => {
        const paths = counts.flatMap((count, number) => images(`c${number}`, count));
        const some = [...paths, ...images('z', 2)];
        const { train, test } = await rowsOf(some);
        for (const [number, count] of counts.entries()) {
          const inClass = (path: string) => path.startsWith(`c${number}/`);
          expect(train.filter(inClass).length, `c${number} of ${count}`).to.be.at.least(1);
          expect(test.filter(inClass).length, `c${number} of ${count}`).to.be.at.least(count === 1 ? 0 : 1);
        }
      }),
      rounds(30),
    );
  });

  it('keeps the images of a group on one side, over all classes', async () => {
    const paths = Array.from({ length: 600 }, (_, n) => `images/${n % 2 === 0 ? 'a' : 'b'}/p${n % 40}_${n}.png`);
    const { train, test } = await rowsOf(paths, { ...FIFTH, groupPattern: '/(p\\d+)_' });
    const patients = (rows: readonly string[]) => new Set(rows.map((path) => /p\d+/.exec(path)?.[0]));
    expect(patients(test).size).to.be.within(1, 20);
    expect([...patients(train)].filter((patient) => patients(test).has(patient))).to.deep.equal([]);
    expect(patients(train).size + patients(test).size).to.equal(40);
  });

  it('names a pattern that fits no key', async () => {
    const error = await errorOf(
      run([...images('a', 5), ...images('b', 5)].map(String), { ...FIFTH, groupPattern: '^(\\d+)_' }).result,
    );
    expect(`${error.name}: ${error.message}`).to.equal(
      'GroupPatternError: groupPattern "^(\\\\d+)_" fits none of the 10 image keys: it must fit what follows s3://pictures/set/images/ in keys such as "set/images/a/0.jpg", "set/images/a/1.jpg", "set/images/a/2.jpg"',
    );
  });

  it('warns of images without a group, and divides each by itself', async () => {
    const paths = [
      ...Array.from({ length: 60 }, (_, n) => `images/${n % 2 === 0 ? 'a' : 'b'}/p${n % 20}_${n}.png`),
      'images/a/x.png',
    ];
    const { warnings } = await run(paths, { ...FIFTH, groupPattern: '/(p\\d+)_' }).result;
    expect(warnings).to.include(
      '1 image is of no group by groupPattern "/(p\\\\d+)_", and it is divided by itself: "set/images/a/x.png"',
    );
  });

  it('refuses groups that leave a class without training images, or a side without images', async () => {
    // By hand: one patient a class; with nine tenths for validation most classes have no other.
    const groups = { validationFraction: 0.9, groupPattern: '^[^/]+/(\\d+)' };
    const paths = Array.from({ length: 20 }, (_, n) => `images/c${n}/${n}.png`);
    const error = await errorOf(run(paths, groups).result);
    expect(error.name).to.equal('SplitSideError');
    expect(error.message).to.match(
      /^\d+ classes have no training images, since all their images are of groups that the split keeps for validation: "c\d+", .*; add images of more groups, choose another validationFraction, or leave out groupPattern/,
    );
    const one = await errorOf(
      run(['images/a/1.png', 'images/b/1.png'], { ...groups, validationFraction: 0.000001 }).result,
    );
    expect(one.message).to.contain('all 2 images are for training and none for validation');
  });

  it('names what is empty, and a single class', async () => {
    expect((await errorOf(run([]).result)).message).to.contain(
      'no images under s3://pictures/set/images/: nothing is there',
    );
    expect((await errorOf(run(images('a', 5)).result)).name).to.equal('SingleClassError');
  });

  it('refuses train/ and test/, beside the class folders and among them, naming the other mode', async () => {
    const beside = await errorOf(run([...images('a', 5), ...images('b', 5), 'train/a/1.jpg']).result);
    expect(`${beside.name}: ${beside.message}`).to.equal(
      'SplitLayoutError: split is "automatic", which divides the class folders of s3://pictures/set/images/, and there are objects in s3://pictures/set/train/, too: set split to "folders" to use train/ and test/ as they are, or move what is in train/ and test/ to images/',
    );
    const among = await errorOf(run(['images/train/a/1.jpg', 'images/test/a/1.jpg', 'images/train/b/1.jpg']).result);
    expect(among.message).to.contain(
      's3://pictures/set/images/ holds test/ and train/, which are splits and no classes: set split to "folders"',
    );
  });
});

describe('folders train/ and test/ that have no images', () => {
  const folders = (paths: readonly string[]) => {
    const s3 = new FakeS3(paths.map((path) => `set/${path}`));
    return errorOf(generateDataset(s3.sender, SETTINGS, { executionName: 'run-1' }));
  };

  it('name the automatic split where class folders are in images/', async () => {
    const { name, message } = await folders(images('a', 3));
    expect(`${name}: ${message}`).to.match(
      /^SplitLayoutError: split is "folders", and there are objects in s3:\/\/pictures\/set\/images\/: set split to "automatic" to divide its class folders, or move them to train\/ and test\/\nAlso DatasetEmptyError: /,
    );
  });

  it('name it where class folders are right below the prefix, and no folder of the workflow’s own', async () => {
    const { message } = await folders(['a b/1.jpg', 'ü/2.jpg', 'output/job/model.tar.gz', 'runs/x/train-data.lst']);
    expect(message).to.contain(
      'there are folders in s3://pictures/set/ that are no splits: a b/, ü/; if they are classes, move them to s3://pictures/set/images/ and set split to "automatic", or divide them between train/ and test/',
    );
    expect((await folders(['output/job/model.tar.gz'])).name).to.equal('DatasetEmptyError');
  });
});
