import { expect } from 'chai';
import { MetricReader, metricProblems } from '../../../../../emulators/sagemaker/own-image/metric-reader.ts';

const NOW_MS = 1_700_000_000_000;

/** The values that are left after these lines. */
function read(regex: string, ...lines: string[]): number[] {
  const reader = new MetricReader([{ Name: 'metric', Regex: regex }]);
  for (const line of lines) reader.take(line, NOW_MS);
  return reader.latest.map(({ value }) => value);
}

describe('metrics read off a log', () => {
  it('are what the first group of the expression captures, the last line counting', () => {
    // Expressions and lines of the forms that AWS's guide to defining metrics shows.
    expect(read('loss: ([0-9\\.]+)', 'Epoch 1 loss: 0.9', 'Epoch 2 loss: 0.25')).to.deep.equal([0.25]);
    expect(read('Train_error=(.*?);', 'Train_error=0.138318;  Valid_error = 0.324557;')).to.deep.equal([0.138318]);
    expect(read('Valid_error=(.*?);', 'Train_error=0.138318;  Valid_error=0.324557;')).to.deep.equal([0.324557]);
  });

  it('may be negative, in scientific notation, or in a named group as Python writes it', () => {
    expect(read('loss=(\\S+)', 'loss=-1.5e-3')).to.deep.equal([-0.0015]);
    expect(read('loss=(?P<loss>\\S+)', 'loss=2')).to.deep.equal([2]);
  });

  it('leave out what is no number', () => {
    expect(read('loss=(\\S*)', 'loss=nan', 'loss=inf', 'loss=', 'loss=high')).to.deep.equal([]);
    expect(read('loss=(\\S*)', 'loss=1', 'loss=nan')).to.deep.equal([1]);
  });

  it('are several at once, each by its own expression', () => {
    const reader = new MetricReader([
      { Name: 'a', Regex: 'a=(\\d+)' },
      { Name: 'b', Regex: 'b=(\\d+)' },
    ]);
    expect(reader.take('a=1 b=2', NOW_MS).map(({ name, value }) => [name, value])).to.deep.equal([
      ['a', 1],
      ['b', 2],
    ]);
    expect(reader.take('nothing', NOW_MS + 1)).to.deep.equal([]);
    expect(reader.take('b=3', NOW_MS + 2)).to.deep.equal([{ name: 'b', value: 3, timestampMs: NOW_MS + 2 }]);
    expect(reader.latest).to.deep.equal([
      { name: 'a', value: 1, timestampMs: NOW_MS },
      { name: 'b', value: 3, timestampMs: NOW_MS + 2 },
    ]);
  });

  it('do without an expression that would never end, and say so once', () => {
    const told: string[] = [];
    const definitions = [
      { Name: 'endless', Regex: '((a+)+)$' },
      { Name: 'good', Regex: 'loss=(.*?);' },
    ];
    const reader = new MetricReader(definitions, { limitMs: 100, onTooSlow: (message) => told.push(message) });
    const line = `loss=1; ${'a'.repeat(60)}!`;
    for (const nowMs of [NOW_MS, NOW_MS + 1]) {
      expect(reader.take(line, nowMs)).to.deep.equal([{ name: 'good', value: 1, timestampMs: nowMs }]);
    }
    expect(told).to.have.lengthOf(1);
    expect(told[0]).to.contain("the Regex '((a+)+)$' of 'endless' took too long for one line");
  });

  it('need an expression that can be read and has a group', () => {
    const problems = metricProblems([
      { Name: 'good', Regex: 'x=(\\d+)' },
      { Name: 'no group', Regex: 'x=\\d+' },
      { Name: 'broken', Regex: 'x=(' },
    ]);
    expect(problems).to.have.lengthOf(2);
    expect(problems[0]).to.equal(
      "MetricDefinitions: the Regex 'x=\\d+' of 'no group' has no group in parentheses that captures the number",
    );
    expect(problems[1]).to.match(
      /^MetricDefinitions: the Regex 'x=\(' of 'broken' cannot be read: .*Unterminated group/,
    );
  });
});
