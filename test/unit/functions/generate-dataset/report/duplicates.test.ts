import { readdirSync } from 'node:fs';
import { expect } from 'chai';
import { listedObject } from '../../../../../functions/generate-dataset/listing/listed-object.ts';
import { ClassNumbers } from '../../../../../functions/generate-dataset/report/class-numbers.ts';
import { findDuplicates } from '../../../../../functions/generate-dataset/report/duplicates.ts';
import type { Split } from '../../../../../functions/generate-dataset/report/split.ts';
import { SplitTally } from '../../../../../functions/generate-dataset/report/split-tally.ts';
import { useTemporaryFolder } from '../../../../support/temporary-folder.ts';

/** Split, path, ETag, and the size where it is not 1,000. */
type Image = readonly [Split, string, string, number?];

describe('findDuplicates', () => {
  const folder = useTemporaryFolder();

  async function duplicatesOf(images: readonly Image[]) {
    const numbers = new ClassNumbers();
    const tallies = {
      train: new SplitTally('train', numbers, folder()),
      test: new SplitTally('test', numbers, folder()),
    };
    for (const [split, path, eTag, sizeBytes = 1000] of images) {
      tallies[split].takeImage(
        path.slice(0, path.indexOf('/')),
        path,
        listedObject({ key: path, eTag, sizeBytes, storageClass: undefined }),
      );
    }
    async function* rows(split: Split) {
      yield images.filter(([where]) => where === split).map(([, path]) => path);
    }
    try {
      const records = [tallies.train.pictures, tallies.test.pictures];
      return await findDuplicates(records, rows, (split, path) => `set/${split}/${path}`);
    } finally {
      tallies.train.close();
      tallies.test.close();
    }
  }

  const NONE = { pictures: 0, images: 0, first: [] };

  it('finds none where every picture is another one, or none has an ETag', async () => {
    const different = await duplicatesOf([
      ['train', 'cat/1.jpg', 'a'],
      ['train', 'cat/2.jpg', 'b'],
      ['train', 'cat/3.jpg', 'a', 999],
      ['test', 'cat/1.jpg', 'c'],
      ['train', 'cat/4.jpg', ''],
      ['test', 'cat/4.jpg', ''],
    ]);
    expect(different).to.deep.equal({ withinSplits: NONE, acrossSplits: NONE, acrossClasses: NONE });
  });

  it('tells copies in a split, in train and test, and in two classes', async () => {
    const found = await duplicatesOf([
      ['train', 'cat/1.jpg', 'copied'],
      ['train', 'cat/copy.jpg', 'copied'],
      ['train', 'dog/1.jpg', 'leaked'],
      ['test', 'dog/9.jpg', 'leaked'],
      ['test', 'cat/7.jpg', 'doubtful'],
      ['test', 'dog/7.jpg', 'doubtful'],
      ['train', 'dog/2.jpg', 'alone'],
    ]);
    const doubtful = ['set/test/cat/7.jpg', 'set/test/dog/7.jpg'];
    expect(found.withinSplits).to.deep.include({ pictures: 2, images: 4 });
    expect(found.withinSplits.first).to.have.deep.members([
      ['set/train/cat/1.jpg', 'set/train/cat/copy.jpg'],
      doubtful,
    ]);
    expect(found.acrossSplits).to.deep.equal({
      pictures: 1,
      images: 2,
      first: [['set/test/dog/9.jpg', 'set/train/dog/1.jpg']],
    });
    expect(found.acrossClasses).to.deep.equal({ pictures: 1, images: 2, first: [doubtful] });
  });

  it('counts all and names ten pictures, of each at most eight images and two of one folder', async () => {
    const pairs = Array.from({ length: 30 }, (_, n): Image[] => [
      ['train', `cat/${n}.jpg`, `picture-${n}`],
      ['test', `cat/${n}.jpg`, `picture-${n}`],
    ]).flat();
    const many = Array.from({ length: 50 }, (_, n): Image => ['train', `dog/${n}.jpg`, 'one']);
    const found = await duplicatesOf([...pairs, ...many]);
    const { acrossSplits, withinSplits } = found;
    expect(acrossSplits).to.deep.include({ pictures: 30, images: 60 });
    expect(acrossSplits.first).to.have.length(10);
    for (const keys of acrossSplits.first) {
      expect(keys).to.have.length(2);
      expect(keys[0]?.replace('/test/', '/train/')).to.equal(keys[1]);
    }
    expect(withinSplits).to.deep.include({ pictures: 1, images: 50 });
    const [shown = [], ...others] = withinSplits.first;
    expect(others).to.deep.equal([]);
    expect(shown.filter((key) => /^set\/train\/dog\/\d+\.jpg$/.test(key))).to.have.length(2);
    // Which two does not depend on the order of the listing.
    expect(await duplicatesOf([...many.toReversed(), ...pairs.toReversed()])).to.deep.equal(found);
  });

  it('names the same pictures in whatever order they are listed', async () => {
    const images = Array.from({ length: 200 }, (_, n): Image => [n % 2 ? 'train' : 'test', `c/${n}`, `${n >> 1}`]);
    expect(await duplicatesOf(images.toReversed())).to.deep.equal(await duplicatesOf(images));
  });

  it('writes what memory has no room for to files, and finds it there', async () => {
    const images = Array.from({ length: 280_000 }, (_, n): Image => ['train', `c/${n}`, `${n % 279_990}`]);
    const found = await duplicatesOf(images);
    expect(readdirSync(folder()).filter((name) => name.startsWith('pictures-'))).to.have.length(64);
    expect(found.withinSplits).to.deep.include({ pictures: 10, images: 20 });
    expect(
      found.withinSplits.first.map((keys) => keys.map((key) => Number(key.slice(12))).sort((a, b) => a - b)),
    ).to.have.deep.members(Array.from({ length: 10 }, (_, n) => [n, n + 279_990]));
  });

  it('holds a picture that is there in masses once', async () => {
    const images = Array.from({ length: 100_000 }, (_, n): Image => ['train', `c/${n}`, 'same']);
    const { withinSplits } = await duplicatesOf(images);
    expect(withinSplits).to.deep.include({ pictures: 1, images: 100_000 });
    expect(readdirSync(folder()).filter((name) => name.startsWith('pictures-'))).to.have.length(1);
  });
});
