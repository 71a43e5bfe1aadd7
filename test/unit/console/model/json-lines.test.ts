import { expect } from 'chai';
import { firstLines, jsonLines, UNTOUCHED } from '../../../../console/model/json-tree.ts';

describe('a search in JSON', () => {
  it('finds every line, of which the first are drawn and the others counted', () => {
    const lines = jsonLines(
      Array.from({ length: 2_000 }, () => 'cat'),
      UNTOUCHED,
      'cat',
    );
    // The list itself is a line, too.
    expect(lines).to.have.length(2_001);
    const { shown, left } = firstLines(lines, 500);
    expect([shown.length, shown.at(-1)?.path, left]).to.deep.equal([500, '$[498]', 1_501]);
    expect(firstLines(lines, 2_001).left).to.equal(0);
  });
});
