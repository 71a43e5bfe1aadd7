import { expect } from 'chai';
import { askPatiently } from '../../../../console/app/patience.ts';

class NotThere extends Error {}

describe('what may not be there yet', () => {
  const before = Reflect.get(globalThis, 'document');
  beforeEach(() => Reflect.set(globalThis, 'document', { visibilityState: 'visible' }));
  after(() => Reflect.set(globalThis, 'document', before));

  const { signal } = new AbortController();
  const patience = { isEarly: (error: unknown) => error instanceof NotThere, times: 3, pauseMs: 1 };

  /** Fails so often, and then gives how often it was asked. */
  const failing = (times: number, error: Error = new NotThere('not there')) => {
    let asked = 0;
    return async () => {
      asked += 1;
      if (asked <= times) throw error;
      return asked;
    };
  };

  it('is asked for again until it is there', async () => {
    expect(await askPatiently(failing(0), patience, signal)).to.equal(1);
    expect(await askPatiently(failing(3), patience, signal)).to.equal(4);
  });

  it('is missing after so many times', async () => {
    const ask = failing(4);
    const problem = await askPatiently(ask, patience, signal).catch((error: unknown) => error);
    expect(problem).to.be.instanceOf(NotThere);
    expect(await ask()).to.equal(5);
  });

  it('fails at once for any other reason, and when nobody waits any more', async () => {
    const other = new Error('no answer');
    const ask = failing(1, other);
    expect(await askPatiently(ask, patience, signal).catch((error: unknown) => error)).to.equal(other);
    expect(await ask()).to.equal(2);

    const ending = new AbortController();
    const asked = askPatiently(failing(1), { ...patience, pauseMs: 60_000 }, ending.signal);
    ending.abort();
    expect(await asked.catch((error: unknown) => error)).to.have.property('name', 'AbortError');
  });
});
