import { expect } from 'chai';
import { generateDataset } from '../../../../functions/generate-dataset/generate-dataset.ts';
import { FakeS3, type FakeS3Options } from './fake-s3.ts';

const SETTINGS = { bucket: 'pictures', prefix: 'set', trainingJobNamePrefix: 'retraining-dev' };
const GOOD = ['set/train/a/1.jpg', 'set/train/b/1.jpg', 'set/test/a/1.jpg'];

async function failure(keys: readonly string[], options?: FakeS3Options, classOrder?: string[]) {
  const s3 = new FakeS3(keys, options);
  const event = { executionName: 'run-1', ...(classOrder === undefined ? {} : { classOrder }) };
  const error: unknown = await generateDataset(s3.sender, SETTINGS, event).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof Error)) throw new Error('nothing was refused');
  return { name: error.name, message: error.message, written: [...s3.written.keys()], uploads: s3.uploads.size };
}

describe('an unusable data set', () => {
  it('is refused when nothing is under the prefix, naming both folders', async () => {
    expect(await failure([])).to.deep.equal({
      name: 'DatasetEmptyError',
      message:
        'no images under s3://pictures/set/train/: nothing is there; upload .jpg, .jpeg, .png or .bmp files to s3://pictures/set/train/<class>/\n' +
        'Also DatasetEmptyError: no images under s3://pictures/set/test/: nothing is there; upload .jpg, .jpeg, .png or .bmp files to s3://pictures/set/test/<class>/',
      written: [],
      uploads: 0,
    });
  });

  it('is refused when there is no test folder', async () => {
    const { name, message } = await failure(['set/train/a/1.jpg', 'set/train/b/1.jpg', 'set/test/readme.txt']);
    expect(name).to.equal('DatasetEmptyError');
    expect(message).to.equal(
      'no images under s3://pictures/set/test/: the only key there is not one; upload .jpg, .jpeg, .png or .bmp files to s3://pictures/set/test/<class>/',
    );
  });

  it('is refused when all training images are of one class', async () => {
    const { name, message } = await failure(['set/train/a/1.jpg', 'set/test/a/1.jpg']);
    expect(name).to.equal('SingleClassError');
    expect(message).to.equal(
      'all images under s3://pictures/set/train/ are of the class "a"; a classifier needs at least two class folders',
    );
  });

  it('is refused when test has classes that train has not, naming all of them, and nothing is written', async () => {
    expect(await failure([...GOOD, 'set/test/z/1.jpg', 'set/test/c/1.jpg'])).to.deep.equal({
      name: 'UnknownTestClassError',
      message:
        '2 classes have test images but no training images: "c", "z"; upload images of them under s3://pictures/set/train/ or remove their test images',
      written: [],
      uploads: 0,
    });
  });

  it('is refused in the singular where one class, one key or one stray file is at fault', async () => {
    const strays = ['set/test/a.txt', 'set/test/b.txt'];
    expect((await failure(['set/train/a/1.jpg', 'set/train/b/1.jpg', ...strays])).message).to.have.string(
      'no images under s3://pictures/set/test/: none of the 2 keys there is one; ',
    );
    expect((await failure([...GOOD, 'set/test/z/1.jpg'])).message).to.equal(
      '1 class has test images but no training images: "z"; upload images of it under s3://pictures/set/train/ or remove its test images',
    );
    expect((await failure([...GOOD, 'set/train/a/x\t.jpg'])).message).to.equal(
      '1 image key holds a tab or a line break, which a .lst file cannot hold; rename "set/train/a/x\\t.jpg"',
    );
  });

  it('is refused when the class order lacks a class or has one without training images', async () => {
    const { name, message, written } = await failure(GOOD, {}, ['a', 'x', 'y']);
    expect(name).to.equal('ClassOrderError');
    expect(message).to.equal(
      'the configured class order does not fit the data: it lacks "b", and it has "x", "y" without training images; correct classOrder or the folders',
    );
    expect(written).to.deep.equal([]);
  });

  it('is refused when keys hold a tab or a line break, naming the first 20 and counting all', async () => {
    const bad = Array.from({ length: 22 }, (_, n) => `set/train/a/${String(n).padStart(2, '0')}\t.jpg`);
    const { name, message, written } = await failure([...GOOD, ...bad, 'set/test/a/line\nbreak.jpg']);
    expect(name).to.equal('UnusableKeyError');
    expect(message).to.match(
      /^23 image keys hold a tab or a line break, which a \.lst file cannot hold; rename "set\/train\/a\/00\\t\.jpg", /,
    );
    expect(message).to.match(/"set\/train\/a\/19\\t\.jpg", and 3 more$/);
    expect(written).to.deep.equal([]);
  });

  it('has all its faults reported at once', async () => {
    const { name, message } = await failure(['set/train/a/1.jpg', 'set/test/b/1.jpg', 'set/train/a/x\r.jpg'], {}, [
      'b',
    ]);
    expect(name).to.equal('UnusableKeyError');
    expect(message.match(/^Also \w+/gm)).to.deep.equal([
      'Also SingleClassError',
      'Also UnknownTestClassError',
      'Also ClassOrderError',
    ]);
  });

  it('leaves a skipped key with a tab alone, since it is in no row', async () => {
    const s3 = new FakeS3([...GOOD, 'set/train/a/no\timage.txt']);
    const result = await generateDataset(s3.sender, SETTINGS, { executionName: 'run-1' });
    expect(result.skipped.total).to.equal(1);
  });
});

describe('a failing S3', () => {
  it('is reported with what was being listed, and nothing is written', async () => {
    const options = { pageSize: 1, deniedAfterFirst: 'set/train/' };
    const { name, message, written } = await failure(GOOD, options);
    expect(name).to.equal('DatasetStorageError');
    expect(message).to.equal('listing s3://pictures/set/train/ failed: AccessDenied: Access Denied');
    expect(written).to.deep.equal([]);
  });

  it('is reported with what was being written', async () => {
    const { name, message } = await failure(GOOD, { failOn: { command: 'PutObject', call: 1 } });
    expect(name).to.equal('DatasetStorageError');
    expect(message).to.match(/^writing s3:\/\/pictures\/set\/runs\/run-1\/(train|test)-data\.lst failed: SlowDown: /);
  });
});
