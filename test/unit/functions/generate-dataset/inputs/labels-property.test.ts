import { expect } from 'chai';
import fc from 'fast-check';
import { generateDataset } from '../../../../../functions/generate-dataset/generate-dataset.ts';
import { rounds } from '../../../../support/rounds.ts';
import { FakeS3 } from '../fake-s3.ts';
import { LabelledRun, SETTINGS } from './labelled-run.ts';

const name = fc
  .oneof(
    fc.constantFrom('a', 'A', 'ä', '\ufb00', '\u{10000}', '😀', '__proto__', 'a b', 'say "a"', 'a,b', '0', '10', '9'),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 6 }),
  )
  .filter((text) => !/[/\s.\p{Cc}\p{Cs}\ufffd]/u.test(text.replaceAll(' ', '')) && text.trim() === text);
const path = fc.tuple(name, name).map(([folder, file]) => `${folder}/${file}.jpg`);

const quotedCell = (text: string) => `"${text.replaceAll('"', '""')}"`;
const FORMS: readonly ((key: string, label: string) => string)[] = [
  (key, label) => `${quotedCell(key)},${quotedCell(label)}`,
  (key, label) => `${quotedCell(`set/${key}`)},${quotedCell(label)},`,
  (key, label) => JSON.stringify({ 'source-ref': `s3://pictures/set/${key}`, class: label }),
  (key, label) => JSON.stringify({ 'source-ref': key, c: 1, 'c-metadata': { 'class-name': label } }),
];

describe('any data set by a labels file', () => {
  it('has the rows of the same images in class folders', async () => {
    const images = fc.uniqueArray(path, { maxLength: 30 });
    const form = fc.constantFrom(...FORMS);
    await fc.assert(
      fc.asyncProperty(images, form, fc.constantFrom('\n', '\r\n'), fc.integer(), async (extra, row, end, seed) => {
        // A name beside the numbers, since numbers alone are indices.
        const train = [...new Set(['a/1.jpg', 'b/1.jpg', ...extra])];
        const all = [...train.map((one) => `train/${one}`), ...train.slice(0, 5).map((one) => `test/${one}`)];
        const folders = new FakeS3(
          all.map((one) => `set/${one}`),
          { pageSize: 4 },
        );
        await generateDataset(folders.sender, SETTINGS, { executionName: 'e' });

        const shuffled = all.toSorted((one, other) => ((one.length * seed) % 7) - ((other.length * seed) % 7));
        const text = shuffled.map((one) => row(one, one.split('/')[1] ?? '') + end).join('');
        const byFile = new LabelledRun(all, text, { pageSize: 4 });
        await byFile.run();
        for (const split of ['train', 'test'] as const) {
          expect(byFile.rows(split).join('\n')).to.equal(
            (folders.written.get(`set/${split}-data.lst`) ?? '').trimEnd(),
          );
        }
      }),
      rounds(15, 40),
    );
  });

  it('has a mark for each of its classes, whatever they are', async () => {
    const labels = fc.array(fc.uniqueArray(name, { maxLength: 4 }), { minLength: 1, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(labels, async (given) => {
        const all = [['x', 'y'], ...given];
        const images = all.flatMap((_, index) => [`train/${index}.jpg`, `test/${index}.jpg`]);
        const labelsOf = (key: string) => all[Number.parseInt(key.slice(key.indexOf('/') + 1), 10)] ?? [];
        const csv = images.map((key) => `${[key, ...labelsOf(key)].map(quotedCell).join(',')},`).join('\n');
        const run = new LabelledRun(images, csv);
        run.severalLabels = true;
        await run.run();
        const classes = [...new Set(all.flat())].sort((one, other) =>
          Buffer.compare(Buffer.from(one), Buffer.from(other)),
        );
        for (const split of ['train', 'test'] as const) {
          const keys = images.filter((key) => key.startsWith(split)).sort();
          const rows = keys.map((key, index) => {
            const marks = classes.map((one) => (labelsOf(key).includes(one) ? 1 : 0));
            return [index + 1, ...marks, key.slice(split.length + 1)].join('\t');
          });
          expect(run.rows(split)).to.deep.equal(rows);
        }
      }),
      rounds(15, 40),
    );
  });
});
