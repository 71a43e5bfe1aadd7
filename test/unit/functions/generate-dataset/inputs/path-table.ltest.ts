import { expect } from 'chai';
import fc from 'fast-check';
import { PathTable } from '../../../../../functions/generate-dataset/inputs/path-table.ts';

describe('PathTable', () => {
  it('knows the group of each path, and the line of those that were not met, as a map does', () => {
    const rows = fc.array(fc.tuple(fc.string({ unit: 'grapheme', maxLength: 3 }), fc.integer({ min: 0, max: 9 })));
    fc.assert(
      fc.property(rows, fc.array(fc.string({ unit: 'grapheme', maxLength: 3 })), (all, met) => {
        const table = new PathTable();
        const map = new Map<string, { group: number; line: number }>();
        for (const [index, [path, group]] of all.entries()) {
          const line = index + 1;
          expect(table.add(path, group, line)).to.deep.equal(map.get(path));
          if (!map.has(path)) map.set(path, { group, line });
        }
        for (const path of met) expect(table.meet(path)).to.equal(map.get(path)?.group ?? -1);
        for (const path of [...map.keys(), ...met]) expect(table.groupOf(path)).to.equal(map.get(path)?.group ?? -1);
        const left = [...map].filter(([path]) => !met.includes(path)).map(([, { line }]) => line);
        expect([...table.unmetLines()].sort((one, other) => one - other)).to.deep.equal(left);
      }),
    );
  });

  it('holds many paths', () => {
    const table = new PathTable();
    for (let line = 1; line <= 100_000; line += 1) {
      expect(table.add(`folder/image-${line}.jpg`, line % 7, line)).to.equal(undefined);
    }
    for (let line = 1; line <= 100_000; line += 9) {
      expect(table.meet(`folder/image-${line}.jpg`)).to.equal(line % 7);
    }
    expect([...table.unmetLines()]).to.have.length(100_000 - 11_112);
    expect(table.groupOf('folder/image-0.jpg')).to.equal(-1);
  });
});
