import { expect } from 'chai';
import fc from 'fast-check';
import { csvCells } from '../../../../../functions/generate-dataset/inputs/csv-cells.ts';

describe('csvCells', () => {
  // RFC 4180, section 2; spaces around cells without quotes are left out.
  const lines: [string, readonly string[] | undefined][] = [
    ['a.jpg,cat', ['a.jpg', 'cat']],
    [' a.jpg , cat ', ['a.jpg', 'cat']],
    ['a.jpg,', ['a.jpg', '']],
    [',', ['', '']],
    ['', ['']],
    ['"a,b.jpg","the ""big"" cat"', ['a,b.jpg', 'the "big" cat']],
    ['"",""', ['', '']],
    ['" a ",b', [' a ', 'b']],
    ['"a,b', undefined],
    ['"a"b,c', undefined],
    ['"a" ,c', undefined],
    ['a"b,c', ['a"b', 'c']],
  ];
  for (const [line, cells] of lines) {
    it(`reads ${line} as ${JSON.stringify(cells)}`, () => expect(csvCells(line)).to.deep.equal(cells));
  }

  it('gives back whatever was written in quotes', () => {
    const cell = fc.string({ unit: 'grapheme' }).filter((text) => !/[\n\r]/.test(text));
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1, maxLength: 5 }), (cells) => {
        const line = cells.map((text) => `"${text.replaceAll('"', '""')}"`).join(',');
        expect(csvCells(line)).to.deep.equal(cells);
      }),
    );
  });
});
