import { expect } from 'chai';
import { linesWith, logLinesIn } from '../../../../console/model/log-line.ts';

describe('a line of a log', () => {
  const lines = logLinesIn(
    [
      { timestamp: 5, message: '[11/27/2026 17:12:41 INFO 1827] Epoch[0] Batch [20]#011Speed: 3 samples/sec\n' },
      { timestamp: 6, message: '[11/27/2026 17:12:41 ERROR 1827] Customer Error: bad input' },
      { timestamp: 7, message: 'Traceback (most recent call last):' },
      { timestamp: 8, message: 'ValueError: no such file' },
      { timestamp: 9, message: 'validation error rate 0.2, Errors: none' },
      { timestamp: 10, message: '2026-11-27T17:12:41Z REQUEST Task timed out after 3.00 seconds' },
    ],
    'job/algo-1',
    3,
  );

  it('is shown without the time that it begins with, unless its level says something', () => {
    expect(lines.slice(0, 2)).to.deep.equal([
      {
        id: 'job/algo-1 3',
        timeMs: 5,
        stream: 'job/algo-1',
        text: '[11/27/2026 17:12:41 INFO 1827] Epoch[0] Batch [20]\tSpeed: 3 samples/sec',
        message: 'Epoch[0] Batch [20]\tSpeed: 3 samples/sec',
        isError: false,
      },
      {
        id: 'job/algo-1 4',
        timeMs: 6,
        stream: 'job/algo-1',
        text: '[11/27/2026 17:12:41 ERROR 1827] Customer Error: bad input',
        message: 'ERROR Customer Error: bad input',
        isError: true,
      },
    ]);
  });

  it('counts as an error by its level, its exception or its stack', () => {
    expect(lines.map(({ isError }) => isError)).to.deep.equal([false, true, true, true, false, true]);
  });

  it('is found by all words of a search, in any case', () => {
    expect(linesWith(lines, 'speed  BATCH').map(({ timeMs }) => timeMs)).to.deep.equal([5]);
    expect(linesWith(lines, ' ')).to.have.length(6);
  });
});
