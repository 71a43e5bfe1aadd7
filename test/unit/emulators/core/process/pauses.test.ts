import { expect } from 'chai';
import { Pauses } from '../../../../../emulators/core/process/pauses.ts';

const LONGER_THAN_A_TURN_MS = 60;
const STEP_MS = 5;

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

  it('are one for all who share the work, who would have a turn each in a row otherwise', async () => {
    let [steps, mostSteps] = [0, 0];
    const others = setInterval(() => {
      steps = 0;
    }, 1);
    const pauses = new Pauses();
    const worker = async () => {
      for (let left = 20; left > 0; left -= 1) {
        for (const begunMs = performance.now(); performance.now() - begunMs < STEP_MS; );
        steps += 1;
        mostSteps = Math.max(mostSteps, steps);
        await pauses.whenDue();
      }
    };
    await Promise.all(Array.from({ length: 10 }, worker));
    clearInterval(others);
    // Ten steps are a turn; each of the other nine workers may be in the middle of one.
    expect(mostSteps).to.be.at.most(20);
  });
});
