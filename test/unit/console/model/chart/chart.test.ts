import { expect } from 'chai';
import { linePath, namesApart, roundTicks, spreadApart } from '../../../../../console/model/chart/chart-frame.ts';
import { type ChartLine, heightRange, placesOf, valuesAt } from '../../../../../console/model/chart/chart-line.ts';

const FRAME = { left: 10, top: 0, width: 100, height: 50, x: [1, 3], y: [0, 1] } as const;

function line(name: string, ...ys: readonly number[]): ChartLine {
  return { name, points: ys.map((y, index) => ({ x: index + 1, y })), tone: 'main', isDashed: false };
}

describe('a chart', () => {
  it('draws a line through its points, with a gap where a value is no number', () => {
    const [{ points }, { points: gap }] = [line('a', 0, 1, 0.5), line('b', 0, Number.NaN, 1)];
    expect(linePath(points, FRAME)).to.equal('M10 50L60 0L110 25');
    expect(linePath(gap, FRAME)).to.equal('M10 50M110 0');
    expect(linePath([{ x: 1, y: 1 }], { ...FRAME, x: [1, 1] })).to.equal('M60 0');
  });

  it('has round values at its sides', () => {
    expect(roundTicks(0, 1, 5)).to.deep.equal([0, 0.2, 0.4, 0.6, 0.8, 1]);
    expect(roundTicks(1, 40, 8, 1)).to.deep.equal([5, 10, 15, 20, 25, 30, 35, 40]);
    expect(roundTicks(1, 2, 8, 1)).to.deep.equal([1, 2]);
    expect(roundTicks(0, 2.7, 5)).to.deep.equal([0, 1, 2]);
  });

  it('is from 0 to 1 high for shares, and as high as its values for all else', () => {
    expect(heightRange([line('a', 0.3, 0.9)])).to.deep.equal([0, 1]);
    expect(heightRange([line('a', 2, 4, Number.NaN)])).to.deep.equal([0, 4.2]);
  });

  it('moves names apart that would be written over one another, and keeps their order', () => {
    expect(spreadApart([20, 22], 15, 200)).to.deep.equal([20, 35]);
    expect(spreadApart([199, 198], 15, 200)).to.deep.equal([200, 185]);
    expect(spreadApart([10, 100], 15, 200)).to.deep.equal([10, 100]);
    const room = { width: 90, height: 15, bottom: 200 };
    const ends = [
      { x: 500, y: 20 },
      { x: 100, y: 21 },
      { x: 480, y: 22 },
    ];
    expect(namesApart(ends, room)).to.deep.equal([20, 21, 35]);
  });

  it('says all values of a place', () => {
    const lines = [line('train', 0.5, 0.75), line('validation', 0.25)];
    expect(placesOf(lines)).to.deep.equal([1, 2]);
    const text = (value: number) => value.toFixed(2);
    expect([valuesAt(lines, 1, text), valuesAt(lines, 2, text)]).to.deep.equal([
      'train 0.50 · validation 0.25',
      'train 0.75',
    ]);
  });
});
