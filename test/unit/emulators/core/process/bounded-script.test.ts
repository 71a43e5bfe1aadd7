import { createContext, Script } from 'node:vm';
import { expect } from 'chai';
import { runBounded } from '../../../../../emulators/core/process/bounded-script.ts';

/** Sleeps, as a thread does that gets no processor, then answers. */
const ASLEEP = new Script('sleep(); "awake"');

function sleeping(times: readonly number[]) {
  const left = [...times];
  const cell = new Int32Array(new SharedArrayBuffer(4));
  return createContext({ sleep: () => Atomics.wait(cell, 0, 0, left.shift() ?? 0) });
}

describe('a script that is bounded in processor time', () => {
  it('gives its value', () => {
    expect(runBounded(new Script('[1, 2].length'), createContext({}), 1000)).to.deep.equal({ value: 2 });
  });

  it('is tried again when the clock ran out while it had no processor', () => {
    expect(runBounded(ASLEEP, sleeping([150]), 40)).to.deep.equal({ value: 'awake' });
  });

  it('is given up when it has used its time, however often it is asked', () => {
    const endless = new Script('for (;;);');
    for (const limitMs of [5, 20])
      expect(runBounded(endless, createContext({}), limitMs)).to.deep.equal({ tooSlow: true });
  });

  it('throws what it throws', () => {
    const failing = new Script('throw "of the script"');
    expect(() => runBounded(failing, createContext({}), 1000)).to.throw('of the script');
  });
});
