import { expect } from 'chai';
import { firstVisits } from '../../../../../console/model/history/first-visits.ts';
import type { Status, Visit } from '../../../../../console/model/history/visit.ts';

function visit(id: number, status: Status): Visit {
  const none = { place: {}, variables: {}, attempts: [], iterations: new Map(), items: 0, eventIds: [] };
  return { ...none, id, name: `S${id}`, type: 'Pass', enteredMs: id, status };
}

function shownOf(visits: readonly Visit[], most: number): object {
  const { shown, words } = firstVisits(visits, most);
  return { ids: shown.map(({ id }) => id), words };
}

describe('the states that a report has room for', () => {
  it('are all of a few, and nothing is said', () => {
    expect(shownOf([visit(1, 'succeeded'), visit(2, 'failed')], 2)).to.deep.equal({ ids: [1, 2], words: undefined });
  });

  it('are the first of many, and it is said of how many', () => {
    const all = [visit(1, 'failed'), visit(2, 'succeeded'), visit(3, 'succeeded')];
    expect(shownOf(all, 2)).to.deep.equal({ ids: [1, 2], words: 'The first 2 of 3 states.' });
  });

  it('have the one that failed beside them, wherever it is', () => {
    const all = Array.from({ length: 1_200 }, (_, index) => visit(index + 1, index === 1_000 ? 'failed' : 'succeeded'));
    const { shown, words } = firstVisits(all, 200);
    expect(shown).to.have.length(201);
    expect(shown.at(-1)?.id).to.equal(1_001);
    expect(words).to.equal('The first 200 of 1,200 states, and the one that failed.');
  });
});
