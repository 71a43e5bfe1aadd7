import { expect } from 'chai';
import fc from 'fast-check';
import { generateDataset } from '../../../../functions/generate-dataset/generate-dataset.ts';
import { rounds } from '../../../support/rounds.ts';
import { FakeS3 } from './fake-s3.ts';

// Names that sort differently by UTF-16 units and by UTF-8 bytes, and ones around the slash.
const name = fc.oneof(
  fc.constantFrom('a', 'a!', 'a0', 'A', 'ä', 'ﬀ', '𐀀', '😀', '__proto__', 'a b'),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 6 }).filter((text) => !/[/\s.\p{Cc}\p{Cs}]/u.test(text)),
);
const ending = fc.constantFrom('.jpg', '.JPG', '.jpeg', '.png', '.bmp', '.txt', '');
const path = fc.tuple(name, name, ending).map(([folder, file, end]) => `${folder}/${file}${end}`);

/** The slow and obvious way: everything in memory, sorted by bytes. */
function expectedLst(paths: readonly string[], classes: readonly string[]): string {
  const images = paths.filter((candidate) => /\.(jpg|jpeg|png|bmp)$/i.test(candidate));
  const sorted = images.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  return sorted.map((image, row) => `${row + 1}\t${classes.indexOf(image.split('/')[0] ?? '')}\t${image}\n`).join('');
}

describe('the rows of any data set', () => {
  it('are the images in key order with their class labels, whatever the pages and their order', async () => {
    const paths = fc.uniqueArray(path, { maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(paths, fc.integer({ min: 2, max: 9 }), fc.boolean(), async (extra, pageSize, backwards) => {
        const train = [...new Set(['a/1.jpg', 'b/1.jpg', ...extra])];
        const test = train.filter((_, index) => index % 2 === 0);
        const keys = [...train.map((key) => `p/train/${key}`), ...test.map((key) => `p/test/${key}`)];
        const order = { order: (listed: string[]) => listed.sort().reverse() };
        const s3 = new FakeS3(keys, { pageSize, ...(backwards ? order : {}) });
        const settings = { bucket: 'b', prefix: 'p', trainingJobNamePrefix: 'j' };
        const result = await generateDataset(s3.sender, settings, { executionName: 'e' });

        const images = train.filter((candidate) => /\.(jpg|jpeg|png|bmp)$/i.test(candidate));
        const classes = [...new Set(images.map((image) => image.split('/')[0] ?? ''))].sort((a, b) =>
          Buffer.compare(Buffer.from(a), Buffer.from(b)),
        );
        expect(s3.written.get('p/train-data.lst')).to.equal(expectedLst(train, classes));
        expect(s3.written.get('p/test-data.lst')).to.equal(expectedLst(test, classes));
        expect(result.classes.map((entry) => entry.name)).to.deep.equal(classes);
        expect(result.num_training_samples).to.equal(images.length);
      }),
      // A page of two that is in order although the listing is not, and splits between the two.
      { ...rounds(20), examples: [[['ﬀ/0.jpg', '𐀀/a.jpg'], 2, true]] },
    );
  });
});
