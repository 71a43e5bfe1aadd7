import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { linesBackward, linesForward } from '../../../../../emulators/core/storage/line-file.ts';
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
});
