import { expect } from 'chai';
import { generateDataset } from '../../../../functions/generate-dataset/generate-dataset.ts';
import { FakeS3, type FakeS3Options } from './fake-s3.ts';

const SETTINGS = { bucket: 'pictures', prefix: 'set/one', trainingJobNamePrefix: 'retraining-dev' };

function run(keys: Iterable<string | readonly [string, number]>, options?: FakeS3Options, classOrder?: string[]) {
  const s3 = new FakeS3(keys, options);
  const event = { executionName: 'run-1', ...(classOrder === undefined ? {} : { classOrder }) };
  return { s3, result: generateDataset(s3.sender, SETTINGS, event) };
}

const SMALL = [
  'set/one/train/dog/b.png',
  'set/one/train/cat/a.jpg',
  'set/one/train/cat/c.JPEG',
  'set/one/test/cat/x.bmp',
  'set/one/test/dog/y.Jpg',
];

describe('generateDataset', () => {
  it('writes index, label and path of each image, separated by tabs, in key order', async () => {
    const { s3, result } = run(SMALL);
    await result;
    expect([...s3.written.keys()]).to.have.members([
      ...['train-data.lst', 'test-data.lst', 'dataset-report.json'].map((name) => `set/one/${name}`),
      ...['train-data.lst', 'test-data.lst', 'dataset-report.json', 'labels.json'].map(
        (name) => `set/one/runs/run-1/${name}`,
      ),
    ]);
    for (const name of ['train-data.lst', 'test-data.lst', 'dataset-report.json']) {
      expect(s3.written.get(`set/one/${name}`)).to.equal(s3.written.get(`set/one/runs/run-1/${name}`));
    }
    expect(Object.fromEntries(s3.written)).to.deep.include({
      'set/one/train-data.lst': '1\t0\tcat/a.jpg\n2\t0\tcat/c.JPEG\n3\t1\tdog/b.png\n',
      'set/one/test-data.lst': '1\t0\tcat/x.bmp\n2\t1\tdog/y.Jpg\n',
    });
  });

  it('says what it made', async () => {
    expect(await run(SMALL).result).to.deep.equal({
      message: 'OK',
      bucket: 'pictures',
      prefix: 'set/one',
      trainLst: {
        key: 'set/one/runs/run-1/train-data.lst',
        uri: 's3://pictures/set/one/runs/run-1/train-data.lst',
        rows: 3,
      },
      validationLst: {
        key: 'set/one/runs/run-1/test-data.lst',
        uri: 's3://pictures/set/one/runs/run-1/test-data.lst',
        rows: 2,
      },
      report: {
        key: 'set/one/runs/run-1/dataset-report.json',
        uri: 's3://pictures/set/one/runs/run-1/dataset-report.json',
      },
      contentHash: '1-044e655f4a80b3ef2c2f784cb305e093',
      bytes: { train: 3000, validation: 2000 },
      balanceRatio: 2,
      decision: { train: true, reason: 'no rule is given by which a run would not train' },
      duplicates: { withinSplits: 0, acrossSplits: 0, acrossClasses: 0 },
      classes: [
        { label: 0, name: 'cat', train: 2, validation: 1 },
        { label: 1, name: 'dog', train: 1, validation: 1 },
      ],
      labels: { cat: 0, dog: 1 },
      skipped: { total: 0, first: [] },
      lookedInto: 0,
      warnings: [],
      num_classes: 2,
      num_training_samples: 3,
      num_validation_samples: 2,
      trainingJobBaseName: 'retraining-dev-run-1',
    });
  });

  it('takes the labels from the configured class order, in both files', async () => {
    const { s3, result } = run(SMALL, {}, ['dog', 'cat']);
    expect((await result).labels).to.deep.equal({ dog: 0, cat: 1 });
    expect(s3.written.get('set/one/train-data.lst')).to.equal('1\t1\tcat/a.jpg\n2\t1\tcat/c.JPEG\n3\t0\tdog/b.png\n');
    expect(s3.written.get('set/one/test-data.lst')).to.equal('1\t1\tcat/x.bmp\n2\t0\tdog/y.Jpg\n');
  });

  it('labels by class name where the listing meets the classes in another order', async () => {
    // "a!/" lists before "a/", since "!" is less than "/"; as names, "a" is before "a!".
    const { s3, result } = run(['train/a!/1.jpg', 'train/a/2.jpg', 'test/a/3.jpg'].map((key) => `set/one/${key}`));
    expect((await result).labels).to.deep.equal({ a: 0, 'a!': 1 });
    expect(s3.written.get('set/one/train-data.lst')).to.equal('1\t1\ta!/1.jpg\n2\t0\ta/2.jpg\n');
  });

  it('skips what is no image of a class and says why', async () => {
    const { s3, result } = run([
      ...SMALL,
      ['set/one/train/', 0],
      ['set/one/train/cat/', 0],
      'set/one/train/.DS_Store',
      'set/one/train/cat/.hidden.jpg',
      'set/one/train/readme.txt',
      'set/one/train/stray.jpg',
      ['set/one/test/dog/empty.jpg', 0],
      'set/one/test/dog/notes.txt',
      'set/one/test//nameless.jpg',
      'set/one/validate/dog/other.jpg',
    ]);
    expect((await result).skipped).to.deep.equal({
      total: 9,
      first: [
        { key: 'set/one/train/', reason: 'folder marker' },
        { key: 'set/one/train/.DS_Store', reason: 'hidden (a name begins with a dot)' },
        { key: 'set/one/train/cat/', reason: 'folder marker' },
        { key: 'set/one/train/cat/.hidden.jpg', reason: 'hidden (a name begins with a dot)' },
        { key: 'set/one/train/readme.txt', reason: 'not an image (.jpg, .jpeg, .png, .bmp)' },
        { key: 'set/one/train/stray.jpg', reason: 'not in a class folder' },
        { key: 'set/one/test//nameless.jpg', reason: 'a folder without a name in its path' },
        { key: 'set/one/test/dog/empty.jpg', reason: 'empty (0 bytes)' },
        { key: 'set/one/test/dog/notes.txt', reason: 'not an image (.jpg, .jpeg, .png, .bmp)' },
      ],
    });
    expect(s3.written.get('set/one/train-data.lst')).to.have.string('3\t1\tdog/b.png\n').and.not.string('stray');
  });

  it('names the first 20 skipped keys and counts the others', async () => {
    const strays = Array.from({ length: 25 }, (_, n) => `set/one/train/${String(n).padStart(2, '0')}.txt`);
    const { skipped } = await run([...SMALL, ...strays]).result;
    expect(skipped.total).to.equal(25);
    expect(skipped.first.map(({ key }) => key)).to.deep.equal(strays.slice(0, 20));
  });

  it('counts images in nested folders for the class folder and warns', async () => {
    const { s3, result } = run([...SMALL, 'set/one/train/cat/2024/may/z.jpg']);
    expect((await result).warnings).to.deep.equal([
      '1 image is in folders below a class folder and counts for that class',
    ]);
    const two = await run([...SMALL, 'set/one/train/cat/2024/y.jpg', 'set/one/test/cat/2024/z.jpg']).result;
    expect(two.warnings).to.deep.equal(['2 images are in folders below a class folder and count for that class']);
    expect(s3.written.get('set/one/train-data.lst')).to.have.string('1\t0\tcat/2024/may/z.jpg\n2\t0\tcat/a.jpg\n');
  });

  it('warns of keys that SageMaker cannot download, images or not', async () => {
    const text = 'in the path: SageMaker cannot download a channel with such a key; remove or rename it';
    const one = await run([...SMALL, 'set/one/train/cat//a.jpg']).result;
    expect(one.warnings).to.deep.equal([`1 key has "//" ${text}`]);
    const two = await run([...SMALL, 'set/one/train//notes.txt', ['set/one/test//', 0]]).result;
    expect(two.warnings).to.deep.equal([`2 keys have "//" ${text}`]);
  });

  it('warns of class names that look the same, written so that they can be told apart', async () => {
    const keys = ['caf\u00e9', 'cafe\u0301'].flatMap((name) => [`train/${name}/1.jpg`, `test/${name}/2.jpg`]);
    const { warnings } = await run(keys.map((key) => `set/one/${key}`)).result;
    expect(warnings).to.deep.equal([
      'classes that look the same are different ones: "cafe\\u0301" (label 0), "caf\\u00e9" (label 1); if one is meant, give their folders one name',
    ]);
  });

  it('names classes that look the same in the order of their bytes, whatever their labels are', async () => {
    const names = ['caf\u00e9', 'cafe\u0301'];
    const keys = names.flatMap((name) => [`set/one/train/${name}/1.jpg`, `set/one/test/${name}/2.jpg`]);
    const { warnings } = await run(keys, {}, names).result;
    expect(warnings[0]).to.contain('"cafe\\u0301" (label 1), "caf\\u00e9" (label 0)');
  });

  it('warns of a class without test images', async () => {
    const result = await run([...SMALL, 'set/one/train/emu/e.jpg']).result;
    expect(result.warnings).to.deep.equal(['class "emu" has no test images: its accuracy will not be known']);
    expect(result.classes[2]).to.deep.equal({ label: 2, name: 'emu', train: 1, validation: 0 });
  });

  it('names the first 20 classes without test images and counts the others', async () => {
    const untested = (count: number) => Array.from({ length: count }, (_, n) => `set/one/train/new-${n}/a.jpg`);
    const lastOf = async (count: number) => (await run([...SMALL, ...untested(count)]).result).warnings.slice(20);
    expect(await lastOf(20)).to.deep.equal([]);
    expect(await lastOf(21)).to.deep.equal(['1 more class has no test images']);
    expect(await lastOf(22)).to.deep.equal(['2 more classes have no test images']);
  });

  it('writes names with spaces, signs and letters of any script as they are', async () => {
    const names = ['a b.jpg', 'it\'s 100%+1 "x".jpg', 'ü/😀.jpg', 'ｚ.jpg'].map((name) => `set/one/train/cat/${name}`);
    const { s3, result } = run([...SMALL, ...names]);
    await result;
    expect(s3.written.get('set/one/train-data.lst')?.split('\n').slice(0, 6)).to.deep.equal([
      '1\t0\tcat/a b.jpg',
      '2\t0\tcat/a.jpg',
      '3\t0\tcat/c.JPEG',
      '4\t0\tcat/it\'s 100%+1 "x".jpg',
      '5\t0\tcat/ü/😀.jpg',
      '6\t0\tcat/ｚ.jpg',
    ]);
  });

  it('lists page after page of both splits', async () => {
    const keys = Array.from({ length: 2500 }, (_, n) => `set/one/train/${n % 2}/${String(n).padStart(4, '0')}.jpg`);
    const { s3, result } = run([...keys, 'set/one/test/0/t.jpg', 'set/one/test/1/t.jpg']);
    expect((await result).num_training_samples).to.equal(2500);
    expect(s3.calls.filter((call) => call === 'ListObjectsV2')).to.have.length.within(8, 20);
    expect(s3.written.get('set/one/train-data.lst')?.split('\n')[1250]).to.equal('1251\t1\t1/0001.jpg');
  });

  it('sorts the rows even where keys are not listed in order', async () => {
    const { s3, result } = run(SMALL, { pageSize: 2, order: (keys) => keys.sort().reverse() });
    await result;
    expect(s3.written.get('set/one/train-data.lst')).to.equal('1\t0\tcat/a.jpg\n2\t0\tcat/c.JPEG\n3\t1\tdog/b.png\n');
  });
});
