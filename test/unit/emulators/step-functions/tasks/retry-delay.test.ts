import { expect } from 'chai';
import { retryDelayMs } from '../../../../../emulators/step-functions/engine/retry-delay.ts';

const HALF = () => 0.5;

describe('the delay before a retry', () => {
  const delays = (retrier: object) =>
    [0, 1, 2, 3].map((used) => retryDelayMs({ ErrorEquals: ['States.ALL'], ...retrier }, used, HALF));

  it('is 1 s, doubled each time, when nothing is said', () => {
    expect(delays({})).to.deep.equal([1000, 2000, 4000, 8000]);
  });

  it('grows by BackoffRate from IntervalSeconds', () => {
    expect(delays({ IntervalSeconds: 3, BackoffRate: 1.5 })).to.deep.equal([3000, 4500, 6750, 10125]);
  });

  it('is never longer than MaxDelaySeconds', () => {
    expect(delays({ IntervalSeconds: 3, MaxDelaySeconds: 5 })).to.deep.equal([3000, 5000, 5000, 5000]);
  });

  it('is a random share of that with JitterStrategy FULL', () => {
    expect(delays({ IntervalSeconds: 3, MaxDelaySeconds: 5, JitterStrategy: 'FULL' })).to.deep.equal([
      1500, 2500, 2500, 2500,
    ]);
  });

  it('is the whole with JitterStrategy NONE', () => {
    expect(delays({ JitterStrategy: 'NONE' })).to.deep.equal([1000, 2000, 4000, 8000]);
  });
});
