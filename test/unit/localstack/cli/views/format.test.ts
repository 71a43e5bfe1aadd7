import { expect } from 'chai';
import {
  displayPath,
  formatDuration,
  formatShare,
  formatTable,
  sparkline,
} from '../../../../../localstack/cli/views/format.ts';

describe('numbers for people', () => {
  it('shows durations in seconds, and in minutes from one minute on', () => {
    expect([0, 340, 12_040, 59_949, 60_000, 125_900].map(formatDuration)).to.deep.equal([
      '0.0 s',
      '0.3 s',
      '12.0 s',
      '59.9 s',
      '1 min 00 s',
      '2 min 05 s',
    ]);
  });

  it('shows shares with three digits, and none where there is no number', () => {
    expect([0, 0.81249, 1, Number.NaN].map(formatShare)).to.deep.equal(['0.000', '0.812', '1.000', 'n/a']);
  });

  it('shows paths from the working folder on, and those outside of it whole', () => {
    expect(displayPath('/a/b/c.txt', '/a')).to.equal('b/c.txt');
    expect(displayPath('/other/c.txt', '/a')).to.equal('/other/c.txt');
  });

  it('draws a bar for each of the last shares, full at 1', () => {
    expect(sparkline([0, 0.5, 1], 8)).to.equal('▁▅█');
    expect(sparkline([0, 0.5, 1], 2)).to.equal('▅█');
  });

  it('lines columns up, numbers to the right, also with wide characters', () => {
    const rows = [
      ['class', 'rows'],
      ['画像', '7'],
      ['é', '1,234'],
    ];
    expect(formatTable(rows)).to.deep.equal(['class  rows', '画像       7', 'é      1,234']);
  });
});
