import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import {
  lineBytes,
  lineStart,
  linesBackward,
  linesForward,
  PartReader,
} from '../../../../../emulators/core/storage/line-file.ts';
import { useTemporaryFolder } from '../../../../support/temporary-folder.ts';

/** What is read at once. */
const CHUNK = 65_536;

describe('the lines of a file', () => {
  const folder = useTemporaryFolder();
  const path = () => join(folder(), 'lines');
  const texts = (lines: Iterable<Buffer>) => [...lines].map(String);

  for (const [what, lengths] of Object.entries({
    'that is empty': [],
    'of empty lines': [0, 0, 0],
    'of lines shorter than a chunk': [3, 0, 5, 1],
    'of a line that ends with a chunk': [CHUNK - 1, 2],
    'of a line whose newline alone is in the next chunk': [CHUNK, 0, 4],
    'of lines longer than several chunks': [5, 3 * CHUNK, 0, 2 * CHUNK + 1, 7],
  })) {
    it(`${what} are read in order from either end`, () => {
      const lines = lengths.map((length, index) => String(index % 10).repeat(length));
      writeFileSync(path(), lines.map((line) => `${line}\n`).join(''));
      const size = lengths.reduce((sum, length) => sum + length + 1, 0);
      expect(texts(linesForward(path(), 0))).to.deep.equal(lines);
      expect(texts(linesForward(path(), 0, 4096))).to.deep.equal(lines);
      expect(texts(linesBackward(path(), size))).to.deep.equal(lines.toReversed());
    });
  }

  const written = (content: string) => {
    writeFileSync(path(), content);
    return path();
  };

  it('are read in steps of any length', () => {
    const file = written('a\nbcdefgh\n\nij\n');
    for (const step of [1, 2, 3, 100])
      expect(texts(linesForward(file, 0, step)), String(step)).to.deep.equal(['a', 'bcdefgh', '', 'ij']);
  });

  it('are read from a line on, and before one', () => {
    const file = written('one\ntwo\nthree\nfour');
    expect(texts(linesForward(file, 4))).to.deep.equal(['two', 'three']);
    expect(texts(linesForward(file, 14))).to.deep.equal([]);
    expect(texts(linesBackward(file, 14))).to.deep.equal(['three', 'two', 'one']);
    expect(texts(linesBackward(file, 4))).to.deep.equal(['one']);
    expect(texts(linesBackward(file, 0))).to.deep.equal([]);
  });

  it('have parts that are read with their neighbours, in any order, however long they are', () => {
    const lengths = [3, CHUNK - 1, 0, 2 * CHUNK, 40, CHUNK + 7];
    const lines = lengths.map((length, index) => String(index).repeat(length));
    const file = written(lines.join(''));
    const places = lengths.map((length, index) => [lines.slice(0, index).join('').length, length] as const);
    for (const order of [
      [0, 1, 2, 3, 4, 5],
      [5, 4, 3, 2, 1, 0],
      [4, 0, 3, 1, 5, 2],
    ]) {
      const parts = new PartReader(file);
      const read = order.map((at) => parts.read(places[at]?.[0] ?? -1, places[at]?.[1] ?? -1).toString());
      expect(read).to.deep.equal(order.map((at) => lines[at]));
    }
    expect(new PartReader(file).read(lines.join('').length - 2, 100).toString()).to.equal('55');
  });

  it('have parts whose place is known, as far as there are bytes', () => {
    const file = written('one\ntwo\n');
    expect([lineBytes(file, 4, 3), lineBytes(file, 4, 100), lineBytes(file, 100, 3)].map(String)).to.deep.equal([
      'two',
      'two\n',
      '',
    ]);
  });

  it('begin where the byte before them is a newline', () => {
    const file = written('one\ntwo\nthree\n');
    const starts = Array.from({ length: 14 }, (_, offset) => lineStart(file, offset, 0));
    expect(starts).to.deep.equal([0, 0, 0, 0, 4, 4, 4, 4, 8, 8, 8, 8, 8, 8]);
    expect([lineStart(file, 10, 8), lineStart(file, 4, 4), lineStart(file, 9, 4)]).to.deep.equal([8, 4, 8]);
    const long = written(`a\n${'x'.repeat(2 * CHUNK)}\nb\n`);
    for (const offset of [CHUNK, CHUNK + 1, CHUNK + 2, CHUNK + 3, 2 * CHUNK + 2])
      expect(lineStart(long, offset, 0), String(offset)).to.equal(2);
    expect(lineStart(long, 2 * CHUNK + 3, 0)).to.equal(2 * CHUNK + 3);
    expect(lineStart(written('x'.repeat(3 * CHUNK)), 2 * CHUNK + 7, 0)).to.equal(0);
  });
});
