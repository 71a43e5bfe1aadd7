import { expect } from 'chai';
import fc from 'fast-check';
import { byUtf8 } from '../../../../functions/generate-dataset/utf8-order.ts';

describe('byUtf8', () => {
  it('puts a character outside the Basic Multilingual Plane after all others', () => {
    expect(['😀', '\uffff', 'z', '\ue000', ''].sort(byUtf8)).to.deep.equal(['', 'z', '\ue000', '\uffff', '😀']);
  });

  it('is the order of the bytes', () => {
    const text = fc.string({ unit: 'binary', maxLength: 5 });
    fc.assert(
      fc.property(text, text, (left, right) => {
        expect(Math.sign(byUtf8(left, right))).to.equal(Buffer.compare(Buffer.from(left), Buffer.from(right)));
      }),
      { numRuns: 500 },
    );
  });
});
