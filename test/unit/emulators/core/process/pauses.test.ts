import { expect } from 'chai';
import { Pauses } from '../../../../../emulators/core/process/pauses.ts';

const LONGER_THAN_A_TURN_MS = 60;

describe('pauses in long work', () => {
  it('come, each with a turn for everybody else, whenever the work has gone on for longer than a turn', async () => {
    let turns = 0;
    const others = setInterval(() => {
      turns += 1;
    }, 1);
    const pauses = new Pauses();
    for (const expected of [1, 2, 3]) {
      for (const begunMs = performance.now(); performance.now() - begunMs < LONGER_THAN_A_TURN_MS; );
      await pauses.whenDue();
      expect(turns).to.be.at.least(expected);
    }
    clearInterval(others);
  });
});
