import { setImmediate } from 'node:timers/promises';
import { expect } from 'chai';
import { turnFor } from '../../../../../emulators/core/process/large-work.ts';

describe('work on large data', () => {
  it('has one turn of the event loop for each piece, however many arrive at once', async () => {
    const order: string[] = [];
    const pieces = [1, 2, 3].map(async (piece) => {
      await turnFor(1024 * 1024);
      order.push(`piece ${piece}`);
    });
    let isOver = false;
    const others = async () => {
      for (; !isOver; await setImmediate()) if (order.at(-1) !== 'others') order.push('others');
    };
    const watching = others();
    await Promise.all(pieces);
    isOver = true;
    await watching;
    expect(order.slice(0, 6)).to.deep.equal(['others', 'piece 1', 'others', 'piece 2', 'others', 'piece 3']);
  });

  it('lies so many turns apart that ten connections are accepted, one a turn, and the last one read', async () => {
    let turns = 0;
    let isOver = false;
    const others = async () => {
      for (; !isOver; await setImmediate()) turns += 1;
    };
    const watching = others();
    const begun = await Promise.all(
      [1, 2, 3].map(async () => {
        await turnFor(1024 * 1024);
        return turns;
      }),
    );
    isOver = true;
    await watching;
    const [first = 0, second = 0, third = 0] = begun;
    expect([second - first >= 11, third - second >= 11]).to.deep.equal([true, true]);
  });

  it('does not wait when it is small', async () => {
    let hasHadTurn = false;
    const turn = setImmediate().then(() => {
      hasHadTurn = true;
    });
    await turnFor(1024);
    expect(hasHadTurn).to.equal(false);
    await turn;
  });
});
