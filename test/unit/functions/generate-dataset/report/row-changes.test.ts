import { expect } from 'chai';
import fc from 'fast-check';
import { FOLDER_RULE } from '../../../../../functions/generate-dataset/inputs/class-rule.ts';
import { compareRows, rowsOfLst } from '../../../../../functions/generate-dataset/report/row-changes.ts';
import { rowMeaning } from '../../../../../functions/generate-dataset/report/row-meaning.ts';
import { byUtf8 } from '../../../../../functions/generate-dataset/utf8-order.ts';
import { errorOf } from '../../../../support/error-of.ts';

async function* batches<T>(items: readonly T[], size: number): AsyncGenerator<T[]> {
  for (let at = 0; at < items.length; at += size) yield items.slice(at, at + size);
}

function lstLines(paths: readonly string[], labels: Readonly<Record<string, number>>): string[] {
  return paths.map((path, index) => `${index + 1}\t${labels[path.split('/')[0] ?? '']}\t${path}`);
}

const LABELS = { cat: 0, dog: 1, emu: 2 };

function compared(
  before: readonly string[],
  now: readonly string[],
  labels: Readonly<Record<string, number>> = LABELS,
  size = 2,
) {
  const earlier = rowsOfLst(batches(lstLines(before, LABELS), size));
  return compareRows(earlier, batches(now, size), rowMeaning(FOLDER_RULE, new Map(Object.entries(labels))));
}

describe('compareRows', () => {
  it('counts rows that came, went and got another label', async () => {
    const before = ['cat/1.jpg', 'cat/2.jpg', 'dog/1.jpg', 'dog/2.jpg'];
    const now = ['cat/0.jpg', 'cat/2.jpg', 'cat/3.jpg', 'dog/2.jpg', 'emu/1.jpg'];
    const changes = await compared(before, now, { cat: 0, dog: 3, emu: 2 });
    expect(changes).to.deep.include({ added: 3, removed: 2, relabelled: 1 });
    expect([...changes.earlierClasses]).to.deep.equal(['cat', 'dog']);
    expect([...changes.touchedClasses].sort()).to.deep.equal(['cat', 'dog', 'emu']);
  });

  it('takes one of both that is empty', async () => {
    expect(await compared([], ['cat/1.jpg'])).to.deep.include({ added: 1, removed: 0, relabelled: 0 });
    expect(await compared(['cat/1.jpg'], [])).to.deep.include({ added: 0, removed: 1, relabelled: 0 });
    expect(await compared([], [])).to.deep.include({ added: 0, removed: 0, relabelled: 0 });
  });

  it('counts what sets of paths differ by, whatever they are', async () => {
    const path = fc
      .tuple(fc.constantFrom('cat', 'dog', 'emu'), fc.string({ unit: 'grapheme', minLength: 1, maxLength: 4 }))
      .map(([name, rest]) => `${name}/${rest.replace(/[\t\n\r]/g, '_')}`);
    const paths = fc.uniqueArray(path, { maxLength: 30 }).map((all) => all.sort(byUtf8));
    await fc.assert(
      fc.asyncProperty(paths, paths, fc.integer({ min: 1, max: 7 }), async (before, now, size) => {
        const changes = await compared(before, now, LABELS, size);
        expect(changes).to.deep.include({
          added: now.filter((one) => !before.includes(one)).length,
          removed: before.filter((one) => !now.includes(one)).length,
          relabelled: 0,
        });
      }),
    );
  });

  for (const [what, lines] of [
    ['a row without a path', ['1\t0\tcat/1.jpg', '2\t0']],
    ['a label that is no number', ['1\t0\tcat/1.jpg', '2\tdog\tcat/2.jpg']],
    ['rows that are not in key order', ['1\t0\tcat/2.jpg', '2\t0\tcat/1.jpg']],
    ['an empty line', ['1\t0\tcat/2.jpg', '']],
    ['a row without an index', ['1\t0\tcat/1.jpg', '\t0\tcat/2.jpg']],
    ['a row with an empty path', ['1\t0\tcat/1.jpg', '2\t0\t']],
    ['a row with an empty label', ['1\t0\tcat/1.jpg', '2\t\tcat/2.jpg']],
    ['a label beyond what a number holds', ['1\t0\tcat/1.jpg', '2\t1234567890123456\tcat/2.jpg']],
    ['a path for the second time', ['1\t0\tcat/1.jpg', '2\t0\tcat/1.jpg']],
    ['marks that are neither 0 nor 1', ['1\t0\t1\tcat/1.jpg', '2\t0\t2\tcat/2.jpg']],
  ] as const) {
    it(`refuses ${what} as an earlier file`, async () => {
      const rows = rowsOfLst(batches(lines, 1));
      const error = await errorOf(
        compareRows(rows, batches<string>([], 1), rowMeaning(FOLDER_RULE, new Map([['cat', 0]]))),
      );
      expect(error.message).to.equal('line 2 is no row of a .lst file in key order');
    });
  }
});
