import { expect } from 'chai';
import { aspectGroups, imageShapeIn, sizeGroups } from '../../../../../console/model/dataset/image-sizes.ts';
import { LstFile } from '../../../../../console/model/dataset/written-rows.ts';

describe('a .lst file that is read in parts', () => {
  it('has the same rows wherever it is cut, in the middle of a letter too', () => {
    const bytes = new TextEncoder().encode('1\t0\tقطة/ä 1.jpg\n2\t1\tdog/2.jpg\n');
    for (let cut = 0; cut <= bytes.length; cut++) {
      const file = new LstFile();
      file.take(bytes.subarray(0, cut), false);
      file.take(bytes.subarray(cut), true);
      expect(file.rows, `cut at ${cut}`).to.deep.equal([
        { index: '1', labels: ['0'], path: 'قطة/ä 1.jpg' },
        { index: '2', labels: ['1'], path: 'dog/2.jpg' },
      ]);
    }
  });

  it('has a mark for each class where an image may be of several', () => {
    const file = new LstFile();
    file.take(new TextEncoder().encode('7\t1\t0\t1\ta.jpg'), true);
    expect(file.rows).to.deep.equal([{ index: '7', labels: ['1', '0', '1'], path: 'a.jpg' }]);
  });
});

describe('the sizes of images', () => {
  const sizes = [
    { width: 150, height: 300 },
    { width: 149, height: 400 },
    { width: 150, height: 301 },
    { width: 300, height: 300 },
  ];

  it('are compared with image_shape, which has the height first', () => {
    expect(imageShapeIn('3,300,150')).to.deep.equal({ width: 150, height: 300 });
    expect(imageShapeIn(undefined)).to.equal(undefined);
    expect(sizeGroups(sizes, { width: 150, height: 300 }).map(({ tone, images }) => [tone, images])).to.deep.equal([
      ['fails', 1],
      ['fits', 1],
      ['cut', 2],
    ]);
  });

  it('are grouped by width to height', () => {
    expect(aspectGroups(sizes)).to.deep.equal([
      ['much taller than wide', 3],
      ['about square', 1],
    ]);
  });
});
