import { expect } from 'chai';
import fc from 'fast-check';
import { byUnits, byUtf8, hasSurrogates } from '../../../../functions/generate-dataset/utf8-order.ts';

describe('byUtf8', () => {
  it('puts a character outside the Basic Multilingual Plane after all others', () => {
    expect(['😀', '\uffff', 'z', '\ue000', ''].sort(byUtf8)).to.deep.equal(['', 'z', '\ue000', '\uffff', '😀']);
  });

  it('is the order of the bytes', () => {
    // ASCII, what is above the surrogates, and what UTF-16 makes of two of those.
    const point = fc.oneof(
      fc.nat(0x7f),
      fc.integer({ min: 0xe000, max: 0xffff }),
      fc.integer({ min: 0x1_0000, max: 0x10_ffff }),
    );
    const text = fc.string({ unit: point.map((code) => String.fromCodePoint(code)), maxLength: 5 });
    fc.assert(
      fc.property(text, text, (left, right) => {
        const expected = Buffer.compare(Buffer.from(left), Buffer.from(right));
        expect(Math.sign(byUtf8(left, right))).to.equal(expected);
        if (!hasSurrogates(left + right)) expect(byUnits(left, right)).to.equal(expected);
      }),
      { numRuns: 500 },
    );
  });
});
