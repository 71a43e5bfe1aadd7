import { expect } from 'chai';
import { decodeBmp, isBmp } from '../../../../../emulators/image-classification/readers/bmp-decoder.ts';
import { bmpFile } from '../support/bmp-files.ts';

const BLUE = [255, 0, 0];
const GREEN = [0, 255, 0];
const RED = [0, 0, 255];
const WHITE = [255, 255, 255];
/** Blue and green above, red and white below, as red, green, blue bytes. */
const FOUR_COLOURS = [0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255, 255];

describe('the BMP decoder', () => {
  it('reads 24 bits from the bottom up, with padded rows', () => {
    const rows = [
      [...RED, ...WHITE],
      [...BLUE, ...GREEN],
    ];
    const file = bmpFile({ width: 2, height: 2, bits: 24, rows });
    expect(file.length).to.equal(54 + 2 * 8);
    const { width, height, data } = decodeBmp(file);
    expect([width, height, [...data]]).to.deep.equal([2, 2, FOUR_COLOURS]);
  });

  it('reads 32 bits from the top down, leaving out the fourth byte, compressed as bit fields or not', () => {
    const rows = [
      [...BLUE, 0, ...GREEN, 0],
      [...RED, 9, ...WHITE, 9],
    ];
    for (const compression of [0, 3]) {
      const file = bmpFile({ width: 2, height: -2, bits: 32, compression, rows });
      expect([...decodeBmp(file).data]).to.deep.equal(FOUR_COLOURS);
    }
  });

  it('reads 32 bits as the masks of the bit fields say', () => {
    const pixels = { width: 2, height: -1, bits: 32, compression: 3, rows: [[1, 2, 3, 4, 5, 6, 7, 8]] };
    const read = (...masks: number[]) => [...decodeBmp(bmpFile({ ...pixels, masks })).data];
    // The lowest byte of a number is the first in the file.
    expect(read(0xff0000, 0xff00, 0xff)).to.deep.equal([3, 2, 1, 7, 6, 5]);
    expect(read(0xff, 0xff00, 0xff0000)).to.deep.equal([1, 2, 3, 5, 6, 7]);
    expect(read(0xff000000, 0xff0000, 0xff00)).to.deep.equal([4, 3, 2, 8, 7, 6]);
    expect(() => read(0x3ff00000, 0xffc00, 0x3ff)).to.throw('BMP bit mask 0x3ff00000 is not supported');
  });

  it('reads pixels that begin after a gap', () => {
    const file = bmpFile({ width: 1, height: 1, bits: 24, palette: [7, 7, 7, 7], rows: [RED] });
    expect([...decodeBmp(file).data]).to.deep.equal([255, 0, 0]);
  });

  it('reads 8 bits through the palette', () => {
    const palette = [...BLUE, 0, ...GREEN, 0, ...RED, 0, ...WHITE, 0];
    const rows = [
      [2, 3],
      [0, 1],
    ];
    expect([...decodeBmp(bmpFile({ width: 2, height: 2, bits: 8, palette, rows })).data]).to.deep.equal(FOUR_COLOURS);
  });

  it('refuses what it cannot read, saying why', () => {
    const good = { width: 1, height: 1, bits: 24, rows: [BLUE] };
    expect(() => decodeBmp(bmpFile({ ...good, bits: 16 }))).to.throw(
      'BMP with 16 bits and compression 0 is not supported',
    );
    expect(() => decodeBmp(bmpFile({ ...good, bits: 8, compression: 1 }))).to.throw('8 bits and compression 1');
    expect(() => decodeBmp(bmpFile({ ...good, width: 0 }))).to.throw("BMP size 0x1 is not an image's");
    expect(() => decodeBmp(bmpFile({ ...good, width: 2 ** 30, height: 2 ** 30 }))).to.throw("is not an image's");
    expect(() => decodeBmp(bmpFile({ ...good, height: 2 }))).to.throw('ends early: 58 bytes for 1x2 pixels');
    expect(() => decodeBmp(bmpFile(good).subarray(0, 40))).to.throw('ends in its header');
    expect(() =>
      decodeBmp(bmpFile({ ...good, bits: 32, compression: 3, masks: [255, 255, 255] }).subarray(0, 60)),
    ).to.throw('ends in its header');
    expect(() => decodeBmp(bmpFile({ width: 1, height: 1, bits: 8, palette: [0, 0, 0, 0], rows: [[7]] }))).to.throw(
      'uses colour 7, but the palette has 1',
    );
  });

  it('knows a bitmap by its first two bytes', () => {
    expect(isBmp(bmpFile({ width: 1, height: 1, bits: 24, rows: [BLUE] }))).to.equal(true);
    expect(isBmp(Buffer.from('B'))).to.equal(false);
    expect(isBmp(Buffer.from([0xff, 0xd8]))).to.equal(false);
  });
});
