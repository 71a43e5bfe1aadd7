import { expect } from 'chai';
import type { Fault } from '../../../../../emulators/sagemaker/faults/fault.ts';
import { FaultMenu } from '../../../../../emulators/sagemaker/faults/fault-menu.ts';

const FIRST = { first: 1, last: 1 };
const jobs = (fault: Fault, names: readonly string[], isSpot = true) => {
  const menu = new FaultMenu([fault]);
  return names.filter((name) => menu.forJob(name, isSpot).take(fault.kind) !== undefined);
};

describe('the menu of faults', () => {
  it('hits every job unless it is said which', () => {
    expect(jobs({ kind: 'capacity' }, ['a', 'b'])).to.deep.equal(['a', 'b']);
    expect(jobs({ kind: 'capacity', which: { first: 2, last: 3 } }, ['a', 'b', 'c', 'd'])).to.deep.equal(['b', 'c']);
  });

  it('counts only jobs whose name the pattern takes, from its first character to its last', () => {
    const names = ['x-cat', 'cat', 'cat-1', 'cats.1', 'cat-22', 'cat-2'];
    expect(jobs({ kind: 'capacity', name: 'cat-?' }, names)).to.deep.equal(['cat-1', 'cat-2']);
    expect(jobs({ kind: 'capacity', name: 'cat-*', which: FIRST }, names)).to.deep.equal(['cat-1']);
    expect(jobs({ kind: 'capacity', name: '*' }, names)).to.deep.equal(names);
  });

  it('interrupts managed Spot jobs alone', () => {
    expect(jobs({ kind: 'spot-interruption' }, ['a'], false)).to.deep.equal([]);
    expect(jobs({ kind: 'spot-interruption' }, ['a'], true)).to.deep.equal(['a']);
  });

  it('gives a job each of its faults once, also two of a kind', () => {
    const twice = [{ kind: 'spot-interruption' } as const, { kind: 'spot-interruption', epochs: 5 } as const];
    const faults = new FaultMenu(twice).forJob('a', true);
    expect(faults.takeAfter('spot-interruption', 0)).to.equal(undefined);
    expect(faults.takeAfter('spot-interruption', 1)).to.deep.equal(twice[0]);
    expect(faults.takeAfter('spot-interruption', 4)).to.equal(undefined);
    expect([1, 2].map(() => faults.take('spot-interruption'))).to.deep.equal([twice[1], undefined]);
  });

  it('counts how many jobs and calls each fault selected, and how often it happened', () => {
    const menu = new FaultMenu([
      { kind: 'capacity', which: { first: 2, last: 2 } },
      { kind: 'upload-denied', name: 'b' },
      { kind: 'throttling', which: FIRST },
    ]);
    for (const name of ['a', 'b']) menu.forJob(name, false).take('capacity');
    for (const operation of ['CreateTrainingJob', 'CreateModel', 'CreateTrainingJob'])
      menu.forCall({ operation, name: '' });
    expect(menu.list().map(({ text, seen, fired }) => ({ text, seen, fired }))).to.deep.equal([
      { text: 'capacity:2', seen: 2, fired: 1 },
      { text: 'upload-denied@b', seen: 1, fired: 0 },
      { text: 'throttling:1', seen: 2, fired: 1 },
    ]);
  });

  it('answers all tries of one call alike', () => {
    const menu = new FaultMenu([{ kind: 'throttling', which: FIRST }]);
    const call = (invocationId: string) =>
      menu.forCall({ operation: 'CreateTrainingJob', name: 'j', invocationId })?.kind;
    expect(['one', 'one', 'two', 'one', 'two'].map(call)).to.deep.equal([
      ...['throttling', 'throttling', undefined],
      ...['throttling', undefined],
    ]);
  });

  it('chooses calls by operation and by the name in them', () => {
    const menu = new FaultMenu([{ kind: 'api-error', operation: '*Model', name: 'cat*' }]);
    const hit = (operation: string, name: string) => menu.forCall({ operation, name }) !== undefined;
    expect(hit('CreateModel', 'cat-1')).to.equal(true);
    expect(hit('CreateModel', 'dog')).to.equal(false);
    expect(hit('CreateTrainingJob', 'cat-1')).to.equal(false);
  });

  it('forgets all when it is cleared', () => {
    const menu = new FaultMenu([{ kind: 'throttling' }]);
    const call = { operation: 'CreateTrainingJob', name: '', invocationId: 'one' };
    expect(menu.forCall(call)?.kind).to.equal('throttling');
    menu.clear();
    expect(menu.list()).to.deep.equal([]);
    expect(menu.forCall(call)).to.equal(undefined);
  });
});
