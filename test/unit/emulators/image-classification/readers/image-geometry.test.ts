import { expect } from 'chai';
import { centralRegion, inputShapeFor } from '../../../../../emulators/image-classification/readers/image-geometry.ts';

const SHAPE = { channels: 3, height: 300, width: 150 };

describe("the network's input", () => {
  it('keeps proportions, about 512 pixels, and sides that halve twice', () => {
    expect(inputShapeFor(SHAPE)).to.deep.equal({ channels: 3, height: 32, width: 16 });
    expect(inputShapeFor({ channels: 1, height: 224, width: 224 })).to.deep.equal({
      channels: 1,
      height: 24,
      width: 24,
    });
  });

  it('is never larger than the image, but has at least four pixels a side', () => {
    expect(inputShapeFor({ channels: 3, height: 8, width: 12 })).to.deep.equal({ channels: 3, height: 8, width: 12 });
    expect(inputShapeFor({ channels: 3, height: 1, width: 1 })).to.deep.equal({ channels: 3, height: 4, width: 4 });
    expect(inputShapeFor({ channels: 3, height: 4000, width: 20 }).width).to.equal(4);
  });
});

describe('the crop', () => {
  it('is the centre of a larger image', () => {
    expect(centralRegion(250, 301, SHAPE, undefined)).to.deep.equal({ left: 50, top: 0, width: 150, height: 300 });
  });

  it('comes after the shortest side has been resized', () => {
    expect(centralRegion(1000, 2000, SHAPE, 200)).to.deep.equal({ left: 125, top: 250, width: 750, height: 1500 });
    expect(centralRegion(100, 200, SHAPE, 150)).to.deep.equal({ left: 0, top: 0, width: 100, height: 200 });
  });

  it('is refused where the image is too small', () => {
    expect(centralRegion(149, 300, SHAPE, undefined)).to.deep.equal({ width: 149, height: 300 });
    expect(centralRegion(600, 600, SHAPE, 200)).to.deep.equal({ width: 200, height: 200 });
  });
});
