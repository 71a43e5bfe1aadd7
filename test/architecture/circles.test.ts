import { expect } from 'chai';
import { circlesOf } from './circles.ts';
import { FILES } from './source-files.ts';

describe('circles of imports', () => {
  it('are found: two files, a file and itself, two circles with one file in common', () => {
    const file = (path: string, ...imports: string[]) => ({ path, imports });
    expect(circlesOf([file('a', 'b'), file('b', 'a', 'c'), file('c', 'node:fs'), file('d', 'd')])).to.deep.equal([
      ['a', 'b'],
      ['d'],
    ]);
    expect(circlesOf([file('a', 'b', 'c'), file('b', 'd'), file('c', 'd'), file('d')])).to.deep.equal([]);
    expect(circlesOf([file('a', 'b'), file('b', 'c'), file('c', 'b', 'd'), file('d', 'a')])).to.deep.equal([
      ['a', 'b', 'c', 'd'],
    ]);
  });

  it('are not in this project', () => {
    expect(circlesOf(FILES)).to.deep.equal([]);
  });
});
