import { expect } from 'chai';
import { Alphabet } from '../../../../../functions/generate-dataset/listing/alphabet.ts';

describe('the alphabet of names', () => {
  it('goes as far beyond the letters that were seen as they lie apart, on both sides', () => {
    // U+0410 and U+0420 are 16 apart: from U+0400 to U+0430.
    const cyrillic = new Alphabet(new Set([0x410, 0x420]), false);
    expect([cyrillic.size, cyrillic.at(0), cyrillic.at(48)]).to.deep.equal([49, 0x400, 0x430]);
  });

  it('has no halves of surrogate pairs', () => {
    // U+D700 and U+D7F0 are 240 apart, and U+D800 is the first half of a pair.
    const below = new Alphabet(new Set([0xd700, 0xd7f0]), false);
    expect([below.at(0), below.at(below.size - 1)]).to.deep.equal([0xd610, 0xd7ff]);
  });
});
