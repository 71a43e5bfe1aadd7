import { expect } from 'chai';
import { KeyShape } from '../../../../../functions/generate-dataset/listing/key-shape.ts';

function shapeOf(...keys: string[]): KeyShape {
  const shape = new KeyShape();
  for (const key of keys) shape.learn(key);
  return shape;
}

describe('KeyShape', () => {
  it('finds the middle of numbered names', () => {
    const shape = shapeOf('a/image-000.jpg', 'a/image-999.jpg');
    // Half way from 000 to 999, and from 500 to 600.
    expect(shape.between('a/image-000.jpg', undefined, 1 / 2)).to.match(/^a\/image-500/);
    expect(shape.between('a/image-500.jpg', 'a/image-600.jpg', 1 / 2)).to.match(/^a\/image-550/);
    expect(shape.fraction('a/image-000.jpg', 'a/image-250.jpg', undefined)).to.be.closeTo(0.25, 1e-9);
  });

  it('finds the middle of hexadecimal names', () => {
    const shape = shapeOf('04af', 'f0c3', '9d1e', 'a5b2');
    expect(shape.between('0000', undefined, 1 / 2)).to.match(/^80/);
    expect(shape.between('a000', 'b000', 1 / 2)).to.match(/^a80/);
  });

  it('counts with digits that were not seen only where it is asked to', () => {
    const shape = shapeOf('00001', '00009', '00012');
    expect(shape.between('00012', undefined, 1 / 2, 'tight')).to.match(/^0005/);
    expect(shape.between('00012', undefined, 1 / 2, 'wide')).to.match(/^500/);
  });

  it('finds characters between those of other scripts, never half of one', () => {
    // U+4E00 and U+4E80 are seen: the middle of U+4E00 and the end of their range.
    const shape = shapeOf('一.jpg', '\u4e80.jpg', '😀.jpg', '🙏.jpg');
    const middle = shape.between('一.jpg', '😀.jpg', 1 / 2) ?? '';
    expect(middle.isWellFormed()).to.equal(true);
    expect(Buffer.compare(Buffer.from('一.jpg'), Buffer.from(middle))).to.equal(-1);
    expect(Buffer.compare(Buffer.from(middle), Buffer.from('😀.jpg'))).to.equal(-1);
  });

  it('sees names apart that share a thousand characters', () => {
    const long = 'x'.repeat(1000);
    const shape = shapeOf(`${long}0`, `${long}9`);
    expect(shape.between(`${long}0`, undefined, 1 / 2)).to.equal(`${long}5`);
  });

  it('knows nothing between two keys that follow each other', () => {
    const shape = shapeOf('a0', 'a9');
    expect(shape.between('a1', 'a1', 1 / 2)).to.equal(undefined);
    expect(new KeyShape().between('a', undefined, 1 / 2)).to.equal(undefined);
  });
});
