import { expect } from 'chai';
import fc from 'fast-check';
import { generateDataset } from '../../../../../functions/generate-dataset/generate-dataset.ts';
import { rounds } from '../../../../support/rounds.ts';
import { BucketS3 } from './bucket-s3.ts';
import { runFannedOut, SETTINGS } from './fan-out-run.ts';

const SPACES = { usual: 25, large: 200 };
const TIMEOUT_MS = 180_000;
const EVENT = { executionName: 'e' };

// Names that sort differently by UTF-16 units and by UTF-8 bytes, a byte order mark, and ones around the slash.
const odd = fc.constantFrom('a', 'a!', 'a0', 'A', 'ä', 'ﬀ', '𐀀', '😀', '\u{feff}', '__proto__', 'a b', 'a+b%20');
const numbered = fc.integer({ min: 0, max: 300 }).map((number) => `IMG_${String(number).padStart(6, '0')}`);
const ending = fc.constantFrom('.jpg', '.jpg', '.JPG', '.png', '.txt');
const path = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(odd, numbered, ending).map(([folder, file, end]) => `${folder}/${file}${end}`) },
  { weight: 1, arbitrary: fc.tuple(odd, odd, odd).map((names) => `${names.join('/')}.jpg`) },
  { weight: 1, arbitrary: fc.constantFrom('a/', '.hidden/1.jpg', 'top.jpg', 'a//1.jpg', 'a/1\t.jpg') },
);
const paths = fc.uniqueArray(path, { maxLength: 20 });
// Few contents: the same picture is often there twice.
const contentOf = (key: string, pictures: number) =>
  'x'.repeat(1 + (Buffer.from(key).reduce((a, b) => a * 31 + b, 7) % pictures));

function keySpace(train: readonly string[], test: readonly string[], pictures: number): Map<string, string> {
  const keys = [...train.map((key) => `p/train/${key}`), ...test.map((key) => `p/test/${key}`)];
  return new Map(keys.map((key) => [key, contentOf(key, pictures)]));
}

const NEWEST = ['train-data.lst', 'test-data.lst', 'dataset-report.json'];
const FILES = [...NEWEST.map((name) => `p/${name}`), ...[...NEWEST, 'labels.json'].map((name) => `p/runs/e/${name}`)];

/** Trainable but for what single cases change: of test images only those whose class has training images. */
function trainable(train: readonly string[], test: readonly string[], pictures: number): Map<string, string> {
  const fits = (key: string) => !key.includes('\t');
  const images = train.filter((key) => fits(key) && /\.(jpg|png)$/i.test(key));
  const known = new Set(images.map((key) => key.split('/')[0]));
  const tested = test.filter((key) => fits(key) && known.has(key.split('/')[0]));
  return keySpace(
    [...new Set([...train.filter(fits), 'a/1.jpg', 'b/1.jpg'])],
    [...new Set([...tested, 'b/2.jpg'])],
    pictures,
  );
}

describe('a data set of several functions', () => {
  it('is that of one function in every byte, and nothing but its answer is left beside it', async function spaces() {
    this.timeout(TIMEOUT_MS);
    let mostRanges = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.tuple(paths, paths, fc.integer({ min: 20, max: 5000 })),
        fc.integer({ min: 2, max: 9 }),
        fc.integer({ min: 3, max: 20 }),
        async ([train, test, pictures], pageSize, keysPerRange) => {
          const ranges = await compare(trainable(train, test, pictures), pageSize, keysPerRange);
          mostRanges = Math.max(mostRanges, ranges);
        },
      ),
      rounds(SPACES.usual, SPACES.large),
    );
    expect(mostRanges).to.be.greaterThan(3);
  });
});

/** Gives the number of ranges. */
async function compare(space: ReadonlyMap<string, string>, pageSize: number, keysPerRange: number): Promise<number> {
  const [one, several] = [new BucketS3(space, pageSize), new BucketS3(space, pageSize)];
  const alone = await generateDataset(one.sender, SETTINGS, EVENT);
  const { result, ranges } = await runFannedOut(several.sender, EVENT, keysPerRange);
  expect(result).to.deep.equal(alone);
  const left = [...several.objects.keys()].filter((key) => !key.startsWith('p/fan-out/'));
  expect(left.sort()).to.deep.equal(FILES.toSorted());
  const answers = [...several.objects.keys()].filter((key) => key.startsWith('p/fan-out/'));
  expect(answers.map((key) => key.replace(/^p\/fan-out\/e\/[0-9a-f-]{36}\//, ''))).to.deep.equal(['joined.json']);
  for (const file of FILES) expect(several.text(file)).to.equal(one.text(file));
  expect(several.uploads.size).to.equal(0);
  return ranges;
}
