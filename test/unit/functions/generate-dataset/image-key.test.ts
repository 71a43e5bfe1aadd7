import { expect } from 'chai';
import { fitsLstRow, kindOfKey } from '../../../../functions/generate-dataset/image-key.ts';

describe('kindOfKey', () => {
  for (const file of ['1.jpg', '1.JPG', '1.jpeg', '1.Jpeg', '1.png', '1.bmp', 'a.b.c.jpg', ' .jpg']) {
    it(`takes ${JSON.stringify(file)} in a class folder for an image`, () => {
      expect(kindOfKey(`cat/${file}`, 1)).to.deep.equal({ kind: 'image', group: 'cat', nested: false, isUsual: true });
    });
  }

  const skipped: [string, number, string][] = [
    ['', 0, 'folder marker'],
    ['cat/', 0, 'folder marker'],
    ['cat/folder.jpg/', 9, 'folder marker'],
    ['cat/.jpg', 9, 'hidden (a name begins with a dot)'],
    ['.git/a.jpg', 9, 'hidden (a name begins with a dot)'],
    ['cat/../dog/a.jpg', 9, 'hidden (a name begins with a dot)'],
    ['cat/jpg', 9, 'not an image (.jpg, .jpeg, .png, .bmp)'],
    ['cat/a.jpg.txt', 9, 'not an image (.jpg, .jpeg, .png, .bmp)'],
    ['cat/a.gif', 9, 'not an image (.jpg, .jpeg, .png, .bmp)'],
    ['a.jpg', 9, 'not in a class folder'],
    ['/a.jpg', 9, 'a folder without a name in its path'],
    ['cat//a.jpg', 9, 'a folder without a name in its path'],
    ['cat/a.jpg', 0, 'empty (0 bytes)'],
  ];
  for (const [path, size, reason] of skipped) {
    it(`skips ${JSON.stringify(path)} of ${size} bytes: ${reason}`, () => {
      expect(kindOfKey(path, size)).to.deep.equal({ kind: 'skipped', reason });
    });
  }

  it('does not call a path usual that a row cannot hold', () => {
    for (const path of ['cat/a\tb.jpg', 'c\nt/a.jpg', 'cat/\ra.jpg', '\tcat/a.jpg']) {
      expect(fitsLstRow(path)).to.equal(false);
      expect(kindOfKey(path, 1)).to.deep.equal({ kind: 'image', group: path.split('/')[0], nested: false });
    }
  });

  it('counts a nested image for the first folder', () => {
    expect(kindOfKey('cat/2024/a.jpg', 1)).to.deep.equal({ kind: 'image', group: 'cat', nested: true });
  });
});

describe('fitsLstRow', () => {
  it('refuses tabs and line breaks, and nothing else', () => {
    expect(['a\tb', 'a\nb', 'a\rb', 'a b', 'a"b', 'a\u2028b'].map(fitsLstRow)).to.deep.equal([
      false,
      false,
      false,
      true,
      true,
      true,
    ]);
  });
});
