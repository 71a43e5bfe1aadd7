import { appendFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { LineIndex } from '../../../../../emulators/core/storage/line-index.ts';
import { useTemporaryFolder } from '../../../../support/temporary-folder.ts';

describe('an index of the lines of a file', () => {
  const folder = useTemporaryFolder();
  const path = () => join(folder(), 'lines');
  const places = (index: LineIndex) => Array.from({ length: index.update() }, (_, line) => index.placeOf(line));

  it('has whole lines, and those that are added later', () => {
    const index = new LineIndex(path());
    expect(places(index)).to.deep.equal([]);
    writeFileSync(path(), 'one\n\nthr');
    const first = { offset: 0, length: 3 };
    const empty = { offset: 4, length: 0 };
    expect(places(index)).to.deep.equal([first, empty]);
    appendFileSync(path(), 'ee\nfour\n');
    expect(places(index)).to.deep.equal([first, empty, { offset: 5, length: 5 }, { offset: 11, length: 4 }]);
  });

  it('begins again when lines were cut off', () => {
    writeFileSync(path(), 'one\ntwo\n');
    const index = new LineIndex(path());
    expect(index.update()).to.equal(2);
    truncateSync(path(), 4);
    expect(places(index)).to.deep.equal([{ offset: 0, length: 3 }]);
    writeFileSync(path(), '');
    expect(places(index)).to.deep.equal([]);
  });
});
