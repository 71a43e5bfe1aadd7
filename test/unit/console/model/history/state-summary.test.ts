import { expect } from 'chai';
import { stateSummaries, tellingVisit } from '../../../../../console/model/history/state-summary.ts';
import { takenSteps } from '../../../../../console/model/history/taken-steps.ts';
import { recordedStory } from '../../recorded-history.ts';

describe('what a run says of each state', () => {
  it('counts visits and retries, and shows the most telling status', () => {
    const map = stateSummaries(recordedStory('failed-in-map').visits);
    expect(map.get('One')).to.deep.include({ status: 'succeeded', counts: { succeeded: 2 }, retries: 0 });
    expect(map.get('Broken')).to.include({ status: 'failed' });
    expect(stateSummaries(recordedStory('retried-and-caught').visits).get('Call')).to.include({ retries: 1 });
  });

  it('looks first at what failed deepest inside', () => {
    expect(tellingVisit(recordedStory('failed-in-parallel').visits)?.name).to.equal('Fetch');
    expect(tellingVisit(recordedStory('failed-in-map').visits)?.name).to.equal('Broken');
    expect(tellingVisit([])).to.equal(undefined);
  });

  it('knows the steps that were taken, to the end only where the run got there', () => {
    const { visits } = recordedStory('retried-and-caught');
    expect([...takenSteps(visits, true)]).to.deep.equal([
      'Check → Call',
      'Call → Guarded',
      'Guarded → Note',
      ' start → Check',
      'Note →  end',
    ]);
    expect([...takenSteps(recordedStory('fail-state').visits, false)]).to.deep.equal(['P → Stop', ' start → P']);
  });
});
